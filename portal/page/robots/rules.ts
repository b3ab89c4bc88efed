import type { PortalTask } from '../../shared/contract'
import type { MessageKey } from '../i18n'

export interface Rule { title: MessageKey, when: MessageKey }
export interface Stage { status: PortalTask['status'], rules: Rule[] }

/** What the designer of automation rules shows: a few rules per state of a task. Nothing here ever runs. */
export const stages: Stage[] = [
  {
    status: 'pending',
    rules: [
      { title: 'robots.tellAssignee', when: 'robots.atOnce' },
      { title: 'robots.addObserver', when: 'robots.afterPrevious' },
    ],
  },
  { status: 'in_progress', rules: [{ title: 'robots.remind', when: 'robots.dayBefore' }] },
  { status: 'completed', rules: [{ title: 'robots.tellCreator', when: 'robots.atOnce' }] },
]
