import { globexCalendar } from '../calendar/globex'
import { globexCrm } from '../crm/globex'
import { globexMessenger } from '../messenger/globex'
import { globexTelephony } from '../telephony/globex'
import type { PortalSeed } from '../types'

/** A German-speaking engineering office. All people and companies are made up. */
export const globex: PortalSeed = {
  key: 'globex',
  name: 'Globex Anlagenbau',
  language: 'de',
  timeZone: 'Europe/Berlin',
  memberId: '5d0b7f1c9e3a48d2b6f4a1c7e9083b52',
  licence: 'de_std',
  crm: globexCrm,
  calendar: globexCalendar,
  telephony: globexTelephony,
  messenger: globexMessenger,
  appId: 14,
  users: [
    { id: 1, name: 'Katrin', lastName: 'Vogel', position: 'Geschäftsführerin', email: 'katrin.vogel@globex.example', isAdmin: true, timeZone: 'Europe/Berlin', gender: 'F', department: 1 },
    { id: 7, name: 'Jonas', lastName: 'Brandt', position: 'Konstrukteur', email: 'jonas.brandt@globex.example', isAdmin: false, timeZone: 'Europe/Berlin', gender: 'M', department: 2 },
    { id: 9, name: 'Leyla', lastName: 'Demir', position: 'Vertrieb Innendienst', email: 'leyla.demir@globex.example', isAdmin: false, timeZone: 'Europe/Vienna', gender: 'F', department: 3 },
  ],
  projects: [
    { id: 21, name: 'Förderanlage Werk Süd', description: 'Planung und Lieferung der neuen Förderstrecke für das Werk in Augsburg.', ownerId: 7, memberIds: [1, 7, 9], secret: false },
    { id: 22, name: 'Nachfolge Einkauf', description: 'Besetzung der Leitung Einkauf.', ownerId: 1, memberIds: [1, 9], secret: true },
  ],
  tasks: [
    { id: 31, title: 'Lastenheft mit dem Kunden abstimmen', description: 'Offen sind noch die Taktzeit und die Schnittstelle zum Lager.\n\nBitte [B]bis Freitag[/B] eine Fassung, die wir unterschreiben können.', createdBy: 1, responsibleId: 7, accompliceIds: [9], auditorIds: [], groupId: 21, due: { days: 2, hour: 17 }, status: 'in_progress', createdDaysAgo: 5 },
    { id: 32, title: 'Angebot Rollenbahn prüfen', description: 'Drei Angebote liegen vor. Lieferzeit vergleichen, nicht nur den Preis.', createdBy: 7, responsibleId: 9, accompliceIds: [], auditorIds: [7], groupId: 21, due: { days: 0, hour: 16 }, status: 'pending', createdDaysAgo: 3 },
    { id: 41, title: 'Statik der Bühne nachrechnen', description: 'Die Last pro Feld ist um 400 kg gestiegen.', createdBy: 7, responsibleId: 7, accompliceIds: [], auditorIds: [1], groupId: 21, due: { days: -2, hour: 12 }, status: 'in_progress', createdDaysAgo: 14 },
    { id: 42, title: 'Montageplan für die Kalenderwochen 3 bis 5', description: 'Krantermine zuerst, dann die Teams.', createdBy: 1, responsibleId: 7, accompliceIds: [], auditorIds: [9], groupId: 21, due: { days: 8, hour: 18 }, status: 'pending', createdDaysAgo: 2 },
    { id: 43, title: 'Gespräche mit den drei Bewerbern', description: 'Vertraulich. Unterlagen liegen bei Katrin Vogel.', createdBy: 1, responsibleId: 9, accompliceIds: [], auditorIds: [], groupId: 22, due: { days: 4, hour: 11 }, status: 'in_progress', createdDaysAgo: 9 },
    { id: 44, title: 'Bonusmodell entwerfen', description: 'Nur für die Geschäftsführung.', createdBy: 1, responsibleId: 1, accompliceIds: [], auditorIds: [], groupId: null, due: { days: 12, hour: 10 }, status: 'pending', createdDaysAgo: 1 },
    { id: 45, title: 'Messestand Hannover buchen', description: 'Halle 7 bevorzugt, Reihenstand reicht.', createdBy: 9, responsibleId: 9, accompliceIds: [], auditorIds: [], groupId: null, due: { days: 6, hour: 15 }, status: 'pending', createdDaysAgo: 1 },
    { id: 46, title: 'Prüfprotokoll Hydraulik ablegen', description: '', createdBy: 1, responsibleId: 7, accompliceIds: [], auditorIds: [], groupId: null, due: null, status: 'completed', createdDaysAgo: 33 },
  ],
}
