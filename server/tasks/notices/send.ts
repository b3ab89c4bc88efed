import { sendDueNotices } from '../../notices/work'
import { useServices } from '../../services'

let running: Promise<number> | undefined

/** Tells people what was not told them at once. A round that takes longer than the clock's next tick is not started twice. */
export default defineTask({
  meta: { name: 'notices:send', description: 'Tells people of notes that mention them and of follow-ups they were given' },
  async run() {
    const services = useServices()
    running ??= services.running.track(sendDueNotices({ ...services, appCode: services.config.bitrix24.appCode })).finally(() => { running = undefined })
    return { result: await running }
  },
})
