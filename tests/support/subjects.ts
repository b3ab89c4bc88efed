import type { SubjectKind } from '../../shared/subjects'
import { people } from '../e2e/support/acme'

const { admin, employee1: author, employee2: colleague } = people

/** Of each kind one in portal "acme": somebody who sees it, and somebody who does not; null where everybody in the portal does. */
export const subjectsOfKinds: Record<SubjectKind, { key: string, sees: number, stranger: number | null }> = {
  task: { key: 'task:34', sees: author, stranger: colleague },
  project: { key: 'project:12', sees: author, stranger: colleague },
  user: { key: 'user:5', sees: author, stranger: null },
  automation: { key: 'automation:user-3', sees: author, stranger: admin },
  chat: { key: 'chat:chat41', sees: author, stranger: colleague },
  phone: { key: 'phone:442079460018', sees: author, stranger: null },
  lead: { key: 'lead:16', sees: admin, stranger: author },
  deal: { key: 'deal:23', sees: author, stranger: colleague },
  contact: { key: 'contact:6', sees: author, stranger: null },
  company: { key: 'company:4', sees: author, stranger: null },
  day: { key: 'day:2026-11-21', sees: author, stranger: null },
  portal: { key: 'portal:0', sees: author, stranger: null },
}
