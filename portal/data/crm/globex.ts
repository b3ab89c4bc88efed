import { crmEntity, type CrmSeed } from './types'

/** Customers of an engineering office. All people and companies are made up. */
export const globexCrm: CrmSeed = {
  entities: [
    crmEntity('company', { id: 33, title: 'Lechwerk Logistik GmbH', phones: ['+49 821 5550 100'], emails: ['einkauf@lechwerk.example'], responsibleId: 9, createdDaysAgo: 200 }),
    crmEntity('company', { id: 34, title: 'Brauerei Sternthal', phones: ['+49 89 5550 200'], emails: ['technik@sternthal.example'], responsibleId: 7, createdDaysAgo: 75 }),
    crmEntity('contact', { id: 35, name: 'Friederike', lastName: 'Aumann', companyId: 33, phones: ['+49 821 5550 118'], emails: ['f.aumann@lechwerk.example'], responsibleId: 9, createdDaysAgo: 190 }),
    crmEntity('contact', { id: 36, name: 'Moritz', lastName: 'Hein', companyId: 34, phones: ['+49 89 5550 206'], emails: ['m.hein@sternthal.example'], responsibleId: 7, createdDaysAgo: 70 }),
    crmEntity('deal', { id: 52, title: 'Förderstrecke Halle 2', stageId: 'PREPARATION', amount: 184000, currency: 'EUR', companyId: 33, contactId: 35, comments: 'Taktzeit noch offen.', responsibleId: 9, createdDaysAgo: 12 }),
    crmEntity('deal', { id: 53, title: 'Abfüllanlage Sternthal', stageId: 'PREPAYMENT_INVOICE', amount: 96500, currency: 'EUR', companyId: 34, contactId: 36, comments: 'Konditionen vertraulich.', responsibleId: 7, createdDaysAgo: 25, visibleTo: [7] }),
    crmEntity('deal', { id: 54, title: 'Wartungsvertrag Rollenbahn', stageId: 'EXECUTING', amount: 12800, currency: 'EUR', companyId: 33, responsibleId: 9, createdDaysAgo: 40 }),
    crmEntity('lead', { id: 45, title: 'Anfrage von der Messe Hannover', name: 'Anselm', lastName: 'Kurz', stageId: 'IN_PROCESS', amount: 20000, currency: 'EUR', phones: ['+49 511 5550 077'], emails: ['anselm.kurz@example.com'], comments: 'Bittet um Rückruf und Referenzen.', responsibleId: 9, createdDaysAgo: 3 }),
    crmEntity('lead', { id: 46, title: 'Beteiligung an einem Zulieferer', name: 'Ottilie', lastName: 'Rauch', responsibleId: 1, createdDaysAgo: 1, visibleTo: [] }),
  ],
  activities: [
    { id: 81, ownerKind: 'contact', ownerId: 35, subject: 'Eingehender Anruf von Friederike Aumann', direction: 1, responsibleId: 9, phone: '+49 821 5550 118', daysAgo: 1 },
    { id: 82, ownerKind: 'lead', ownerId: 45, subject: 'Ausgehender Anruf an Anselm Kurz', direction: 2, responsibleId: 9, phone: '+49 511 5550 077', daysAgo: 0 },
  ],
}
