/** What a portal's CRM starts with. */
import type { CrmKind, CrmRecord } from '../../shared/crm'

/** `entityTypeId` of REST (`api-reference/crm/data-types`, "Object types"). */
export const crmTypeIds: Record<CrmKind, number> = { lead: 1, deal: 2, contact: 3, company: 4 }

/** Stages (or statuses) of a kind, first to last. Contacts and companies have none. */
export const crmStages: Record<CrmKind, readonly string[]> = {
  lead: ['NEW', 'IN_PROCESS', 'PROCESSED', 'CONVERTED', 'JUNK'],
  deal: ['NEW', 'PREPARATION', 'PREPAYMENT_INVOICE', 'EXECUTING', 'FINAL_INVOICE', 'WON', 'LOSE'],
  contact: [],
  company: [],
}

/** Titles of contacts are made of their names. Fields of the app's types start out empty. */
export interface SeedCrmEntity extends Omit<CrmRecord, 'createdTime' | 'updatedTime' | 'values'> {
  createdDaysAgo: number
  /** Null: every employee. Administrators see everything. */
  visibleTo: number[] | null
}

type Given = Pick<SeedCrmEntity, 'id' | 'responsibleId' | 'createdDaysAgo'> & Partial<SeedCrmEntity>

/** An entity of a kind, with what was left out empty. */
export function crmEntity(kind: CrmKind, given: Given): SeedCrmEntity {
  return {
    kind, title: '', name: '', lastName: '', stageId: crmStages[kind][0] ?? '', amount: 0, currency: '',
    phones: [], emails: [], companyId: 0, contactId: 0, comments: '', visibleTo: null, ...given,
  }
}

/** A call that telephony wrote into the CRM (`crm.activity.get`). */
export interface SeedCrmActivity {
  id: number
  ownerKind: CrmKind
  ownerId: number
  subject: string
  /** 1 incoming, 2 outgoing. */
  direction: 1 | 2
  responsibleId: number
  phone: string
  daysAgo: number
}

export interface CrmSeed { entities: SeedCrmEntity[], activities: SeedCrmActivity[] }
