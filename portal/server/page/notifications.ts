import type { NotificationList } from '../../shared/notifications'
import type { Person, Portal } from '../core/world'
import type { PageRoute } from './routes'

/** What the bell asks for (`shared/notifications.ts`). */
export function notificationRoutes(route: PageRoute, portal: Portal): void {
  route('get', '/_portal/notifications', ({ viewer }) => listOf(portal, viewer))
  route('post', '/_portal/notifications/read', ({ viewer }) => {
    for (const row of portal.notifications) if (row.to === viewer.id) row.read = true
    return listOf(portal, viewer)
  })
}

function listOf(portal: Portal, viewer: Person): NotificationList {
  const mine = portal.notifications.filter(row => row.to === viewer.id)
  return {
    unread: mine.filter(row => !row.read).length,
    notifications: mine.map(({ id, from, message, read, at }) => ({ id, from, message, read, at })).toReversed(),
  }
}
