import type { SeedEvent } from './types'

/** What stands in the calendars of an engineering office. */
export const globexCalendar: SeedEvent[] = [
  { id: 171, ownerId: 1, name: 'Wochenbesprechung', description: 'Förderanlage, Angebote, Personal.', location: 'Besprechung 1', day: 0, time: '09:00', until: '10:00', attendeeIds: [1, 7, 9] },
  { id: 172, ownerId: 7, name: 'Statik der Bühne durchgehen', day: 0, time: '13:30', until: '15:00' },
  { id: 173, ownerId: 9, name: 'Telefonat mit Lechwerk Logistik', description: 'Taktzeit und Liefertermin.', day: 1, time: '10:00', until: '10:30', attendeeIds: [9, 7] },
  { id: 174, ownerId: null, createdBy: 1, name: 'Unterweisung Arbeitsschutz', location: 'Halle', day: 2, time: '14:00', until: '15:00' },
  { id: 175, ownerId: null, createdBy: 1, name: 'Messe Hannover', location: 'Halle 7', day: 6, days: 4 },
  { id: 176, ownerId: 1, name: 'Gespräch zum Bonusmodell', description: 'Vertraulich.', day: 3, time: '16:00', until: '17:00', private: true },
  { id: 177, ownerId: 7, name: 'Baustelle Augsburg', location: 'Werk Süd', day: 4, time: '07:30', until: '16:00', attendeeIds: [7, 1] },
  { id: 178, ownerId: 9, name: 'Angebot Rollenbahn vergleichen', day: -1, time: '11:00', until: '12:00' },
  { id: 179, ownerId: 7, name: 'Urlaub', day: 8, days: 2 },
  { id: 180, ownerId: null, createdBy: 1, name: 'Sommerfest vorbereiten', day: -4, time: '15:00', until: '16:00' },
]
