import type { messengerEn } from './messenger-en'

/** German texts of the messenger, the phone's chats and the contact centre. */
export const messengerDe: Record<keyof typeof messengerEn, string> = {
  'chat.chats': 'Chats',
  'chat.choose': 'Wählen Sie einen Chat.',
  'chat.write': 'Nachricht schreiben',
  'chat.send': 'Senden',
  'chat.smiles': 'Smileys',
  'chat.close': 'Schließen',
  'chat.back': 'Zurück',
  'chat.menu': 'Menü der Nachricht',
  'chat.more': 'Mehr',
  'chat.mention': 'Erwähnen',
  'chat.sidebar': 'Seitenleiste',
  'chat.people': 'Teilnehmer',
  'chat.applications': 'Anwendungen',
  'chat.entity': 'CRM-Element öffnen',
  'chat.apps': 'Apps',
  'contact.title': 'Contact Center',
  'contact.chat': 'Livechat',
  'contact.partners': 'Partnerlösungen',
  'menu.contactCenter': 'Contact Center',
}
