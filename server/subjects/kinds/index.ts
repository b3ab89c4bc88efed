import type { SubjectKind } from '#shared/subjects'
import { automation } from './automation'
import { portal } from './portal'
import { project } from './project'
import { task } from './task'
import type { KindOfSubject } from './types'
import { user } from './user'

/** One file per kind of subject, and no other place that knows how Bitrix24 is asked about one. */
export const kindsOfSubject: Readonly<Record<SubjectKind, KindOfSubject>> = { task, project, user, automation, portal }
