import type { FollowUpView } from '#shared/follow-ups'
import type { NoteEntry, NoteView } from '#shared/notes'
import type { PersonCard } from '#shared/subjects'
import { dueStageOf } from './due'
import type { Reader } from './time'

/** What the server will make of a due time: the follow-up stays whose it is, else it becomes the viewer's own. */
export function expectedFollowUp(note: Pick<NoteView, 'followUp'>, dueAt: number, viewer: PersonCard): FollowUpView {
  const { id, name, photo, path } = viewer
  return { assignee: note.followUp?.assignee ?? { id, name, photo, path }, dueAt, doneAt: null, mine: true }
}

/** Whether somebody may set, move or finish it: anybody where there is none yet. */
export function isFollowUpMine({ followUp }: Pick<NoteView, 'followUp'>): boolean {
  return followUp === null || followUp.mine
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
export function byStage(entries: readonly NoteEntry[], reader: Reader): StageGroup[] {
  const sorted = [...entries].sort((one, other) => bySoonest(one.note, other.note))
  return stages
    .map(stage => ({ stage, entries: sorted.filter(({ note }) => note.followUp && dueStageOf(note.followUp.dueAt, reader) === stage) }))
    .filter(group => group.entries.length > 0)
}
