/** Texts of the bell and what it opens. */
export const notificationsEn = {
  'notifications.open': 'Notifications, {count} new',
  'notifications.title': 'Notifications',
  'notifications.system': 'System',
  'notifications.none': 'Nobody told you anything yet.',
}
