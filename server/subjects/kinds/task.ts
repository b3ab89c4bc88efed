import * as v from 'valibot'
import { projectPath, taskPath, userPath } from '#shared/paths'
import type { PersonCard, SubjectCard } from '#shared/subjects'
import { subjectKey } from '#shared/subjects'
import type { AnsweredCard, KindOfSubject, Question } from './types'
import { AnsweredIdSchema, isClosed, isEmptyList, TextSchema } from './types'

const MemberSchema = v.object({ id: AnsweredIdSchema, name: TextSchema, icon: TextSchema })
/** Somebody who is gone comes as `[]`. */
const OneMemberSchema = v.fallback(v.optional(MemberSchema), undefined)
/** PHP prints an empty map as `[]`. */
const MembersSchema = v.fallback(v.union([v.pipe(v.array(v.unknown()), v.transform((): Record<string, never> => ({}))), v.record(v.string(), MemberSchema)]), {})
const GroupSchema = v.fallback(v.nullable(v.object({ id: AnsweredIdSchema, name: v.string() })), null)

/** A task as `tasks.task.get` and `tasks.task.list` answer one. */
const TaskSchema = v.object({
  id: AnsweredIdSchema,
  title: v.string(),
  creator: OneMemberSchema,
  responsible: OneMemberSchema,
  accomplicesData: v.optional(MembersSchema, {}),
  auditorsData: v.optional(MembersSchema, {}),
  group: v.optional(GroupSchema, null),
})

/** Fields of a task that its card needs, for `select`. */
export const taskFields = ['ID', 'TITLE', 'CREATED_BY', 'RESPONSIBLE_ID', 'ACCOMPLICES', 'AUDITORS', 'GROUP_ID']

/** The card of a task as Bitrix24 answers one; null for anything else. */
export function readTask(answer: unknown): AnsweredCard | null {
  const parsed = v.safeParse(TaskSchema, answer)
  if (!parsed.success) return null
  const { id, title, creator, responsible, accomplicesData, auditorsData, group } = parsed.output
  const people: SubjectCard['people'] = []
  if (responsible) people.push({ role: 'responsible', person: personCard(responsible) })
  if (creator) people.push({ role: 'creator', person: personCard(creator) })
  for (const member of Object.values(accomplicesData)) people.push({ role: 'accomplice', person: personCard(member) })
  for (const member of Object.values(auditorsData)) people.push({ role: 'auditor', person: personCard(member) })
  return {
    key: subjectKey('task', id), kind: 'task', title, image: null, people,
    project: group && { id: group.id, name: group.name, path: projectPath(group.id) }, crm: null,
  }
}

function personCard(member: v.InferOutput<typeof MemberSchema>): PersonCard {
  return { id: member.id, name: member.name || `#${member.id}`, photo: member.icon || null, path: userPath(member.id) }
}

const AnswerSchema = v.object({ task: v.unknown() })

const ask = (id: string): Question => ({ method: 'tasks.task.get', params: { taskId: id, select: taskFields } })

/** api-reference/tasks/tasks-task-get-access: what each person may do with a task; `[]` when the one who asks may not see it. */
const AccessSchema = v.object({ allowedActions: v.record(v.string(), v.record(v.string(), v.boolean())) })

/** No action says "read"; but whoever may read a task, and nobody else, may take it among their favourites or out of them. */
function mayRead(answer: unknown, personId: number): boolean | null {
  const access = v.safeParse(AccessSchema, answer)
  const actions = access.success ? access.output.allowedActions[personId] : undefined
  if (actions?.['FAVORITE.ADD'] === undefined) return null
  return actions['FAVORITE.ADD'] || actions['FAVORITE.DELETE'] === true
}

/** api-reference/tasks/tasks-task-get: `"result": []` when there is no such task or no access. Administrators see all tasks. */
export const task: KindOfSubject = {
  request: ask,
  read(result, id) {
    const card = v.is(AnswerSchema, result) ? readTask(result.task) : null
    return card?.key === subjectKey('task', id) ? card : null
  },
  // "0" wrong task id, "100" no task id; an access error has no code of its own (same page).
  denies: error => isClosed(error) || ['0', '100', 'ERROR_CORE'].includes(error.code),
  // Older portals refuse either with an error instead of the empty list.
  gone: { possible: outcome => isEmptyList(outcome) || (!outcome.ok && outcome.error.code === 'ERROR_CORE'), request: ask },
  shownTo: {
    requests: (id, personId) => ({ access: { method: 'tasks.task.getaccess', params: { taskId: id, users: [personId] } } }),
    read: ({ access }, _id, personId) => mayRead(access, personId),
  },
  path: (id, viewerId) => taskPath(viewerId, id),
}
