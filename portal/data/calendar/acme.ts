import type { SeedEvent } from './types'

/** What stands in the calendars of a maker of outdoor furniture. */
export const acmeCalendar: SeedEvent[] = [
  { id: 71, ownerId: 1, name: 'Weekly planning', description: 'Catalogue, warehouse, open offers.', location: 'Meeting room 2', day: 0, time: '09:30', until: '10:15', attendeeIds: [1, 3, 5] },
  { id: 72, ownerId: 3, name: 'Call with the studio in Bristol', description: 'Transport and the list of pieces.', day: 0, time: '14:00', until: '14:30' },
  { id: 73, ownerId: 5, name: 'Cover drafts: last look', description: 'Print and shop banner side by side.', location: 'Design corner', day: 1, time: '11:00', until: '12:00', attendeeIds: [5, 3] },
  { id: 74, ownerId: null, createdBy: 1, name: 'Fire drill', description: 'Please leave the building by the nearest stairs.', location: 'Car park', day: 2, time: '15:00', until: '15:30' },
  { id: 75, ownerId: null, createdBy: 1, name: 'Spring fair in Birmingham', location: 'NEC, hall 4', day: 6, days: 3 },
  { id: 76, ownerId: 1, name: 'Talk about the salary review', description: 'Confidential.', day: 3, time: '16:00', until: '17:00', private: true },
  { id: 77, ownerId: 3, name: 'Visit to the Leeds hall', description: 'Landlord, moving company, fire safety.', location: 'Leeds', day: 4, time: '08:00', until: '13:00', attendeeIds: [3, 1] },
  { id: 78, ownerId: 5, name: 'Samples to Northwind Gardens', description: 'Green fabric, three shades.', day: -1, time: '10:00', until: '10:30' },
  { id: 79, ownerId: 3, name: 'Day off', day: 9 },
  { id: 80, ownerId: null, createdBy: 1, name: 'Cake in the kitchen', location: 'Kitchen', day: -3, time: '15:00', until: '15:45' },
]
