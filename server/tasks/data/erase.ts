import { eraseDuePortals } from '../../data/erase'
import { useServices } from '../../services'
import { runJob } from '../../utils/job'

/** Erases what people wrote on portals whose administrators asked for it, once they had time to think again. */
export default defineTask({
  meta: { name: 'data:erase', description: 'Erases the data of portals whose administrators asked for it' },
  run: () => runJob('data:erase', () => eraseDuePortals(useServices())),
})
