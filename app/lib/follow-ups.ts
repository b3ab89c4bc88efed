import type { FollowUpView } from '#shared/follow-ups'
import type { NoteEntry, NoteView } from '#shared/notes'
import type { PersonCard } from '#shared/subjects'
import { dueStageOf } from './due'
import type { Reader } from './time'

/**
 * What the server will make of a due time: the follow-up stays whose it is, unless it is handed on.
 * @param viewer whose it becomes where there was none
 * @param assignee who gets it now
 */
export function expectedFollowUp(note: Pick<NoteView, 'followUp'>, dueAt: number, viewer: PersonCard, assignee?: PersonCard): FollowUpView {
  const { id, name, photo, path } = assignee ?? note.followUp?.assignee ?? viewer
  return { assignee: { id, name, photo, path }, dueAt, doneAt: null, mine: true }
}

/** Whether somebody may set, move or finish it: anybody where there is none yet. */
export function isFollowUpMine({ followUp }: Pick<NoteView, 'followUp'>): boolean {
  return followUp === null || followUp.mine
}

/** Whether putting it off is worth a button of its own: while it is open, and overdue or due today. */
export function canSnoozeNow({ dueAt, doneAt }: FollowUpView, reader: Reader): boolean {
  return doneAt === null && dueStageOf(dueAt, reader) !== 'later'
}

/** Due times from before a move that can still be taken back, by note. */
export type Moved = ReadonlyMap<string, number>

/** What was just moved stays where it was, since its undo stands there. */
const placeOf = ({ id, followUp }: NoteView, moved: Moved) => moved.get(id) ?? followUp?.dueAt ?? 0

/** Next due first. */
export function inOrderOfDue<T extends NoteEntry>(entries: readonly T[], moved: Moved): T[] {
  return [...entries].sort(({ note: one }, { note: other }) => placeOf(one, moved) - placeOf(other, moved) || (one.id < other.id ? -1 : 1))
}

/** Up to this many rows a list is drawn whole. */
const wholeList = 100
/** Rows of a longer one before somebody asks for all of it. */
const firstPage = 50

/** What is drawn of a list at first. */
export function firstRows<T>(rows: T[]): T[] {
  return rows.length > wholeList ? rows.slice(0, firstPage) : rows
}

const isOpen = ({ followUp }: NoteView) => followUp !== null && followUp.doneAt === null
const bySoonest = (one: NoteView, other: NoteView) => (one.followUp?.dueAt ?? 0) - (other.followUp?.dueAt ?? 0) || (one.id < other.id ? -1 : 1)

/**
 * A list of follow-ups after one note changed. What was in it stays, also when it is done now: the same control takes
 * that back. What is no follow-up any more goes.
 */
export function withChanged(notes: readonly NoteView[], changed: NoteView): NoteView[] {
  const known = notes.some(note => note.id === changed.id)
  const others = notes.filter(note => note.id !== changed.id)
  const stays = known ? changed.followUp !== null : isOpen(changed)
  return (stays ? [...others, changed] : others).sort(bySoonest)
}

export type Stage = ReturnType<typeof dueStageOf>
export interface StageGroup { stage: Stage, entries: NoteEntry[] }

const stages: readonly Stage[] = ['overdue', 'today', 'later']

/** Follow-ups by how soon they are due, next due first; stages without any are left out. */
export function byStage(entries: readonly NoteEntry[], reader: Reader, moved: Moved = new Map()): StageGroup[] {
  const sorted = inOrderOfDue(entries.filter(({ note }) => note.followUp), moved)
  return stages
    .map(stage => ({ stage, entries: sorted.filter(({ note }) => dueStageOf(placeOf(note, moved), reader) === stage) }))
    .filter(group => group.entries.length > 0)
}
