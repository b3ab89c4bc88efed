import { eraseDuePortals } from '../../data/erase'
import { useServices } from '../../services'

/** Erases what people wrote on portals whose administrators asked for it, once they had time to think again. */
export default defineTask({
  meta: { name: 'data:erase', description: 'Erases the data of portals whose administrators asked for it' },
  async run() {
    const services = useServices()
    return { result: await services.running.track(eraseDuePortals(services)) }
  },
})
