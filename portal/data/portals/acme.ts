import { acmeCalendar } from '../calendar/acme'
import { acmeCrm } from '../crm/acme'
import { acmeMessenger } from '../messenger/acme'
import { acmeTelephony } from '../telephony/acme'
import type { PortalSeed } from '../types'

/** An English-speaking maker of outdoor furniture. All people and companies are made up. */
export const acme: PortalSeed = {
  key: 'acme',
  name: 'Acme Outdoor',
  language: 'en',
  timeZone: 'Europe/London',
  memberId: 'a223c6b3710f85df22e9377d6c4f7553',
  licence: 'com_std',
  crm: acmeCrm,
  calendar: acmeCalendar,
  telephony: acmeTelephony,
  messenger: acmeMessenger,
  appId: 6,
  users: [
    { id: 1, name: 'Maria', lastName: 'Johnson', position: 'Head of Operations', email: 'maria.johnson@acme.example', isAdmin: true, timeZone: 'Europe/London', gender: 'F', department: 1 },
    { id: 3, name: 'Daniel', lastName: 'Okafor', position: 'Project Manager', email: 'daniel.okafor@acme.example', isAdmin: false, timeZone: 'Europe/London', gender: 'M', department: 2 },
    { id: 5, name: 'Priya', lastName: 'Nair', position: 'Product Designer', email: 'priya.nair@acme.example', isAdmin: false, timeZone: 'Europe/Lisbon', gender: 'F', department: 3 },
  ],
  projects: [
    { id: 11, name: 'Spring catalogue', description: 'Everything for the printed and online catalogue of the spring season.', ownerId: 3, memberIds: [1, 3, 5], secret: false },
    { id: 12, name: 'Warehouse move', description: 'Moving the northern warehouse to Leeds without a day of closed doors.', ownerId: 1, memberIds: [1, 3], secret: true },
  ],
  tasks: [
    { id: 31, title: 'Agree on the catalogue cover', description: 'Three drafts are in the folder. We need [B]one[/B] that works in print and as a shop banner.\n\nPlease check the colours against the new fabric range.', createdBy: 3, responsibleId: 5, accompliceIds: [], auditorIds: [1], groupId: 11, due: { days: 1, hour: 18 }, status: 'in_progress', createdDaysAgo: 6 },
    { id: 32, title: 'Photo shoot: oak benches', description: 'The studio in Bristol is booked for two days. Confirm transport and the list of pieces.', createdBy: 1, responsibleId: 3, accompliceIds: [5], auditorIds: [], groupId: 11, due: { days: 3, hour: 12 }, status: 'pending', createdDaysAgo: 4 },
    { id: 33, title: 'Proofread product texts, chapters 1–3', description: 'Texts are final from marketing. Watch the sizes: they changed in October.', createdBy: 3, responsibleId: 5, accompliceIds: [3], auditorIds: [], groupId: 11, due: { days: -1, hour: 17 }, status: 'in_progress', createdDaysAgo: 12 },
    { id: 34, title: 'Lease for the Leeds hall', description: 'Final version from the landlord is expected this week. Open: parking, and the notice period.', createdBy: 1, responsibleId: 3, accompliceIds: [], auditorIds: [], groupId: 12, due: { days: 5, hour: 16 }, status: 'in_progress', createdDaysAgo: 20 },
    { id: 35, title: 'Quotes from three moving companies', description: 'Compare price per lorry, insurance and weekend rates.', createdBy: 3, responsibleId: 3, accompliceIds: [], auditorIds: [1], groupId: 12, due: { days: 2, hour: 18 }, status: 'pending', createdDaysAgo: 3 },
    { id: 36, title: 'Prepare salary review', description: 'Confidential. Figures for the board, by department.', createdBy: 1, responsibleId: 1, accompliceIds: [], auditorIds: [], groupId: null, due: { days: 9, hour: 10 }, status: 'pending', createdDaysAgo: 2 },
    { id: 37, title: 'Answer the enquiry of Northwind Gardens', description: 'They ask for 120 folding chairs by May, and for samples of the green fabric.', createdBy: 3, responsibleId: 5, accompliceIds: [], auditorIds: [], groupId: null, due: { days: 0, hour: 17 }, status: 'in_progress', createdDaysAgo: 1 },
    { id: 38, title: 'Renew the fire-safety certificate', description: 'Done for the showroom; the certificate is in the drive.', createdBy: 1, responsibleId: 3, accompliceIds: [], auditorIds: [], groupId: null, due: null, status: 'completed', createdDaysAgo: 40 },
    { id: 39, title: 'New icons for care instructions', description: '', createdBy: 5, responsibleId: 5, accompliceIds: [], auditorIds: [], groupId: null, due: null, status: 'pending', createdDaysAgo: 7 },
  ],
}
