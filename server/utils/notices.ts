import { sendDueNotices } from '../notices/work'
import { useServices } from '../services'
import type { Session } from './session'

/**
 * Tells people at once of what was just written, without letting the answer wait for it. What fails is tried again by the job.
 */
export function tellSoon({ portal }: Pick<Session, 'portal'>): void {
  const services = useServices()
  setImmediate(() => services.running.track(sendDueNotices({ ...services, appCode: services.config.bitrix24.appCode }, portal.id))
    .catch((error: unknown) => services.log.error({ err: error, portal: portal.id }, 'notices.work.failed')))
}
