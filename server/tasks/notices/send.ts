import { sendDueNotices } from '../../notices/work'
import { useServices } from '../../services'
import { runJob } from '../../utils/job'

let running: Promise<number> | undefined

/** Tells people what was not told them at once. A round that takes longer than the clock's next tick is not started twice. */
export default defineTask({
  meta: { name: 'notices:send', description: 'Tells people of notes that mention them and of follow-ups they were given' },
  run: () => runJob('notices:send', () => {
    const services = useServices()
    running ??= sendDueNotices({ ...services, appCode: services.config.bitrix24.appCode }).finally(() => { running = undefined })
    return running
  }),
})
