import { sendDueReminders } from '../../reminders/work'
import { useServices } from '../../services'
import { runJob } from '../../utils/job'

let running: Promise<number> | undefined

/** Notifies people of what falls due. A round that takes longer than the clock's next tick is not started twice. */
export default defineTask({
  meta: { name: 'reminders:send', description: 'Notifies people of follow-ups that are due' },
  run: () => runJob('reminders:send', () => {
    const services = useServices()
    running ??= sendDueReminders({ ...services, appCode: services.config.bitrix24.appCode }).finally(() => { running = undefined })
    return running
  }),
})
