import { pruneOldRecords } from '../retention/prune'
import { useServices } from '../services'

/** Removes what has been kept long enough. */
export default defineTask({
  meta: { name: 'retention', description: 'Removes expired proofs, old journal lines and finished events' },
  async run() {
    const { repositories, clock, log } = useServices()
    return { result: await pruneOldRecords({ ...repositories, clock, log }) }
  },
})
