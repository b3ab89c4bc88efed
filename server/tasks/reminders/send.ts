import { sendDueReminders } from '../../reminders/work'
import { useServices } from '../../services'

let running: Promise<number> | undefined

/** Notifies people of what falls due. A round that takes longer than the clock's next tick is not started twice. */
export default defineTask({
  meta: { name: 'reminders:send', description: 'Notifies people of follow-ups that are due' },
  async run() {
    const services = useServices()
    running ??= services.running.track(sendDueReminders({ ...services, appCode: services.config.bitrix24.appCode })).finally(() => { running = undefined })
    return { result: await running }
  },
})
