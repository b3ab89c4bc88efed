import type { notificationsEn } from './notifications-en'

/** Texts of the bell and what it opens, in German. */
export const notificationsDe: Record<keyof typeof notificationsEn, string> = {
  'notifications.open': 'Benachrichtigungen, {count} neu',
  'notifications.title': 'Benachrichtigungen',
  'notifications.system': 'System',
  'notifications.none': 'Bisher hat Ihnen niemand etwas mitgeteilt.',
}
