import type { SubjectNotes, TaskListNotes, TaskNotes } from '#shared/notes'
import { listNotesPerTask } from '#shared/notes'

/** What several pages of a task list gave together. */
export interface Collected extends TaskListNotes {
  /** How many pages were looked at. */
  pages: number
}

/** The next page behind what was collected so far; null at the start. */
export function collectedWith(before: Collected | null, page: TaskListNotes): Collected {
  return {
    owner: page.owner,
    groups: withOlderGroups(before?.groups ?? [], page.groups),
    more: page.more,
    pages: (before?.pages ?? 0) + 1,
  }
}

/** More tasks behind those already there; a task that moved between two requests appears once. */
export function withOlderGroups(groups: readonly TaskNotes[], older: readonly TaskNotes[]): TaskNotes[] {
  const known = new Set(groups.map(group => group.subject.key))
  return [...groups, ...older.filter(group => !known.has(group.subject.key))]
}

/** The list after the notes of one of its tasks were asked for again. It keeps its place; without notes it goes. */
export function withFreshTask(groups: readonly TaskNotes[], fresh: SubjectNotes): TaskNotes[] {
  return groups.flatMap((group) => {
    if (group.subject.key !== fresh.subject.key) return [group]
    return fresh.notes.length === 0 ? [] : [groupOf(fresh, group.total)]
  })
}

/** @param known how many notes there were: a page that is not the last says only how many there are at least */
function groupOf({ subject, notes, more }: SubjectNotes, known: number): TaskNotes {
  const newest = [...notes].sort((a, b) => b.createdAt - a.createdAt).slice(0, listNotesPerTask)
  return { subject, notes: newest, total: more === null ? notes.length : Math.max(known, notes.length) }
}
