/** What the bell in the portal's top bar shows. */

/** `GET /_portal/notifications` → the viewer's, newest first. `POST /_portal/notifications/read` marks all as read and answers the same. */
export interface NotificationList {
  unread: number
  notifications: PortalNotification[]
}

export interface PortalNotification {
  id: number
  /** 0 for the system. */
  from: number
  /** BB codes, as the application wrote them. */
  message: string
  read: boolean
  /** ISO 8601. */
  at: string
}
