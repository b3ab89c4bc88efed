import * as v from 'valibot'
import type { StoredCard } from '#db/repositories/subjects'
import { AppError } from '#shared/errors'
import { listPageSize } from '#shared/notes'
import type { SubjectCard, SubjectKey, SubjectRef } from '#shared/subjects'
import { parseSubjectKey } from '#shared/subjects'
import type { RestParams } from '../bitrix24/types'
import { RestError } from '../bitrix24/types'
import type { Services } from '../services'
import { openSubject } from './access'
import { readTask, taskFields } from './kinds/task'

/** How long the tasks of a list are good, in milliseconds. Shorter than a grant: a new task that is missing looks like a lost note. */
export const listFreshFor = 2 * 60_000

/** First task of the last page that is asked for: nobody reads on to the ten-thousandth. */
export const lastListStart = 200 * listPageSize

type Needs = Pick<Services, 'repositories' | 'restFor' | 'clock'>

export interface TaskList {
  owner: SubjectCard
  /** Tasks of this page that Bitrix24 shows to the viewer, newest changed first. */
  keys: SubjectKey[]
  /** `start` of the next page, null at the end. */
  next: number | null
}

/**
 * One page of a project's or a person's tasks, as far as Bitrix24 shows them to the viewer: asked with their own token,
 * and kept for a while together with the cards and grants that the answer holds.
 * @param owner a project or a person ({@link openSubject} is asked first)
 * @param start number of the first task, a multiple of the page size
 * @throws AppError `subject_denied`, `portal_refused`; or what {@link Services.restFor} throws
 * @see api-reference/tasks/tasks-task-list
 */
export async function openTaskList(portalId: number, userId: number, owner: SubjectKey, start: number, services: Needs): Promise<TaskList> {
  const { repositories, clock } = services
  const now = clock()
  const card = await openSubject(portalId, userId, owner, services)
  // Bitrix24 keeps no list of what is there no more.
  if (card.ended === 'deleted') return { owner: card, keys: [], next: null }
  const page = { portalId, userId, owner, start }
  const next = (more: boolean) => more && start < lastListStart ? start + listPageSize : null

  const stored = await repositories.lists.find(page)
  if (stored && now - stored.checkedAt < listFreshFor) return { owner: card, keys: stored.keys, next: next(stored.more) }

  const { cards, more } = await ask(page, services)
  await repositories.subjects.saveShown(portalId, userId, cards, now)
  const keys = cards.map(({ key }) => key)
  await repositories.lists.save({ ...page, keys, more, checkedAt: now })
  return { owner: card, keys, next: next(more) }
}

/** Without tasks the answer may be an empty list instead of an object. */
const AnswerSchema = v.union([v.object({ tasks: v.array(v.unknown()) }), v.pipe(v.tuple([]), v.transform(() => ({ tasks: [] })))])

async function ask({ portalId, userId, owner, start }: { portalId: number, userId: number, owner: SubjectKey, start: number }, { restFor }: Needs): Promise<{ cards: StoredCard[], more: boolean }> {
  const reference = parseSubjectKey(owner)
  const answer = v.safeParse(AnswerSchema, await call(() => restFor(portalId, userId).call('tasks.task.list', {
    order: { CHANGED_DATE: 'desc' }, filter: filterOf(reference), select: taskFields, start,
  })))
  if (!answer.success) throw new AppError('portal_refused', 'The portal does not say which tasks this list has')
  const { tasks } = answer.output
  const cards = tasks.slice(0, listPageSize).flatMap((task): StoredCard[] => {
    const card = readTask(task)
    return card && belongs(card, reference) ? [card] : []
  })
  return { cards, more: tasks.length >= listPageSize }
}

/** MEMBER: in any role, as a person's own task list shows them. */
function filterOf({ kind, id }: SubjectRef): RestParams {
  return kind === 'project' ? { GROUP_ID: id } : { MEMBER: id }
}

/** A filter that Bitrix24 does not know is no filter, and MEMBER is not on its page: so the answer is looked at too. */
function belongs(card: StoredCard, { kind, id }: SubjectRef): boolean {
  return kind === 'project' || card.people.some(({ person }) => String(person.id) === id)
}

async function call(send: () => Promise<unknown>): Promise<unknown> {
  try {
    return await send()
  }
  catch (error) {
    if (error instanceof RestError) throw new AppError('portal_refused', `The portal does not say which tasks this list has (${error.code})`, { cause: error })
    throw error
  }
}
