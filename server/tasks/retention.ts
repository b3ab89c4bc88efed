import { pruneOldRecords } from '../retention/prune'
import { useServices } from '../services'
import { runJob } from '../utils/job'

/** Removes what has been kept long enough. */
export default defineTask({
  meta: { name: 'retention', description: 'Removes what has been kept long enough' },
  run: () => runJob('retention', () => {
    const { repositories, running, clock, log } = useServices()
    return pruneOldRecords({ ...repositories, running, clock, log })
  }),
})
