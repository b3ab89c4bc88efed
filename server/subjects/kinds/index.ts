import type { SubjectKind } from '#shared/subjects'
import { automation } from './automation'
import { chat } from './chat'
import { company, contact, deal, lead } from './crm'
import { day } from './day'
import { phone } from './phone'
import { portal } from './portal'
import { project } from './project'
import { task } from './task'
import type { KindOfSubject } from './types'
import { user } from './user'

/** One entry per kind of subject, and no other place that knows how Bitrix24 is asked about one. */
export const kindsOfSubject: Readonly<Record<SubjectKind, KindOfSubject>> = {
  task, project, user, automation, chat, phone, lead, deal, contact, company, day, portal,
}
