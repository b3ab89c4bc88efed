import { pruneOldRecords } from '../retention/prune'
import { useServices } from '../services'

/** Removes what has been kept long enough. */
export default defineTask({
  meta: { name: 'retention', description: 'Removes what has been kept long enough' },
  async run() {
    const { repositories, running, clock, log } = useServices()
    return { result: await running.track(pruneOldRecords({ ...repositories, running, clock, log })) }
  },
})
