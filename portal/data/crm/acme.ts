import { crmEntity, type CrmSeed } from './types'

/** Customers of a maker of outdoor furniture. All people and companies are made up. */
export const acmeCrm: CrmSeed = {
  entities: [
    crmEntity('company', { id: 3, title: 'Northwind Gardens', phones: ['+44 20 7946 0100'], emails: ['office@northwind.example'], responsibleId: 5, createdDaysAgo: 120 }),
    crmEntity('company', { id: 4, title: 'Hallam Hotels', phones: ['+44 114 496 0200'], emails: ['purchasing@hallam.example'], responsibleId: 3, createdDaysAgo: 90 }),
    crmEntity('contact', { id: 5, name: 'Eleanor', lastName: 'Whitby', companyId: 3, phones: ['+44 20 7946 0018'], emails: ['eleanor.whitby@northwind.example'], responsibleId: 5, createdDaysAgo: 118 }),
    crmEntity('contact', { id: 6, name: 'Tom', lastName: 'Asher', companyId: 4, phones: ['+44 114 496 0206'], emails: ['tom.asher@hallam.example'], responsibleId: 3, createdDaysAgo: 88 }),
    crmEntity('deal', { id: 22, title: '120 folding chairs', stageId: 'PREPARATION', amount: 8400, currency: 'GBP', companyId: 3, contactId: 5, comments: 'Green fabric, delivery by May. They want samples first.', responsibleId: 5, createdDaysAgo: 8 }),
    crmEntity('deal', { id: 23, title: 'Terrace set for Hallam', stageId: 'PREPAYMENT_INVOICE', amount: 26750, currency: 'GBP', companyId: 4, contactId: 6, comments: 'Price list is confidential.', responsibleId: 3, createdDaysAgo: 15, visibleTo: [3] }),
    crmEntity('deal', { id: 24, title: 'Oak benches for the river walk', stageId: 'EXECUTING', amount: 13200, currency: 'GBP', companyId: 3, responsibleId: 3, createdDaysAgo: 30 }),
    crmEntity('lead', { id: 15, title: 'Enquiry from the trade fair', name: 'Grace', lastName: 'Holloway', stageId: 'IN_PROCESS', amount: 3000, currency: 'GBP', phones: ['+44 20 7946 0077'], emails: ['grace.holloway@example.com'], comments: 'Hall 4. Wants a catalogue and a call back.', responsibleId: 3, createdDaysAgo: 2 }),
    crmEntity('lead', { id: 16, title: 'Offer to take over a competitor\'s stock', name: 'Rupert', lastName: 'Lane', responsibleId: 1, createdDaysAgo: 1, visibleTo: [] }),
  ],
  activities: [
    { id: 71, ownerKind: 'contact', ownerId: 5, subject: 'Incoming call from Eleanor Whitby', direction: 1, responsibleId: 5, phone: '+44 20 7946 0018', daysAgo: 1 },
    { id: 72, ownerKind: 'lead', ownerId: 15, subject: 'Outgoing call to Grace Holloway', direction: 2, responsibleId: 3, phone: '+44 20 7946 0077', daysAgo: 0 },
    { id: 73, ownerKind: 'deal', ownerId: 23, subject: 'Outgoing call to Tom Asher', direction: 2, responsibleId: 3, phone: '+44 114 496 0206', daysAgo: 3 },
  ],
}
