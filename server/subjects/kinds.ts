import * as v from 'valibot'
import type { StoredCard } from '#db/repositories/subjects'
import { projectPath, userPath } from '#shared/paths'
import type { PersonCard, SubjectCard, SubjectKind } from '#shared/subjects'
import { subjectKey } from '#shared/subjects'
import type { RestError, RestParams } from '../bitrix24/types'

/** How Bitrix24 is asked whether a person may see a subject, and what its answer says. */
interface KindOfSubject {
  /** The call, made with the person's own token. Null: everybody of the portal may. */
  request: null | ((id: string) => { method: string, params: RestParams })
  /** The card in the answer; null when the answer means "not for this person". */
  read: (result: unknown, id: string) => StoredCard | null
  /** Whether an error of the call means "not for this person" rather than trouble. */
  denies: (error: RestError) => boolean
}

const IdSchema = v.pipe(v.union([v.string(), v.number()]), v.transform(Number), v.integer(), v.minValue(1))
const MemberSchema = v.object({ id: IdSchema, name: v.optional(v.nullable(v.string()), ''), icon: v.optional(v.nullable(v.string()), null) })
/** PHP prints an empty map as `[]`. */
const MembersSchema = v.fallback(v.union([v.pipe(v.array(v.unknown()), v.transform((): Record<string, never> => ({}))), v.record(v.string(), MemberSchema)]), {})
const GroupSchema = v.fallback(v.nullable(v.object({ id: IdSchema, name: v.string() })), null)

/** api-reference/tasks/tasks-task-get: `"result": []` when there is no such task or no access. */
const TaskSchema = v.object({ task: v.object({
  id: IdSchema,
  title: v.string(),
  creator: v.optional(MemberSchema),
  responsible: v.optional(MemberSchema),
  accomplicesData: v.optional(MembersSchema, {}),
  auditorsData: v.optional(MembersSchema, {}),
  group: v.optional(GroupSchema, null),
}) })

function personCard(member: v.InferOutput<typeof MemberSchema>): PersonCard {
  return { id: member.id, name: member.name || `#${member.id}`, photo: member.icon || null, path: userPath(member.id) }
}

const task: KindOfSubject = {
  request: id => ({
    method: 'tasks.task.get',
    params: { taskId: id, select: ['ID', 'TITLE', 'CREATED_BY', 'RESPONSIBLE_ID', 'ACCOMPLICES', 'AUDITORS', 'GROUP_ID'] },
  }),
  read(result, id) {
    const parsed = v.safeParse(TaskSchema, result)
    if (!parsed.success || String(parsed.output.task.id) !== id) return null
    const { title, creator, responsible, accomplicesData, auditorsData, group } = parsed.output.task
    const people: SubjectCard['people'] = []
    if (responsible) people.push({ role: 'responsible', person: personCard(responsible) })
    if (creator) people.push({ role: 'creator', person: personCard(creator) })
    for (const member of Object.values(accomplicesData)) people.push({ role: 'accomplice', person: personCard(member) })
    for (const member of Object.values(auditorsData)) people.push({ role: 'auditor', person: personCard(member) })
    return {
      key: subjectKey('task', id), kind: 'task', title, people,
      project: group && { id: group.id, name: group.name, path: projectPath(group.id) },
    }
  },
  // "0" wrong task id, "100" no task id; an access error has no code of its own (same page).
  denies: error => ['0', '100', 'ACCESS_DENIED', 'ERROR_CORE'].includes(error.code),
}

const portal: KindOfSubject = {
  request: null,
  read: (_result, id) => ({ key: subjectKey('portal', id), kind: 'portal', title: '', people: [], project: null }),
  denies: () => false,
}

export const kindsOfSubject: Readonly<Record<SubjectKind, KindOfSubject>> = { task, portal }
