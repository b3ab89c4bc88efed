import * as v from 'valibot'
import type { NoteEntry } from './notes'
import type { PersonCard } from './subjects'

/** How far ahead a follow-up may be due, in milliseconds: five years. */
export const dueHorizon = 5 * 366 * 24 * 60 * 60_000

/** How late a due time may already be when it arrives: somebody chose "now", and the request took a moment. */
export const dueTolerance = 60_000

/** Most follow-ups that one answer holds. */
export const followUpLimit = 200

/** When a follow-up is due, in milliseconds since 1970. Whether it is still to come only the server can say. */
export const DueSchema = v.pipe(v.number('follow_up_due_invalid'), v.integer('follow_up_due_invalid'), v.minValue(0, 'follow_up_due_invalid'))

/** A person of the portal. */
export const AssigneeSchema = v.pipe(v.number('bad_request'), v.safeInteger('bad_request'), v.minValue(1, 'bad_request'))

/**
 * `PUT /api/notes/:id/follow-up`: makes the note a follow-up, or moves it. Without `assignee` a new one is the viewer's, and one
 * that is there keeps whose it is. With `back` a move is taken back: the time may be over then, and nobody is reminded of it
 * again. Answers with the note.
 */
export const FollowUpSchema = v.strictObject({ dueAt: DueSchema, assignee: v.optional(AssigneeSchema), back: v.optional(v.literal(true)) })
export type FollowUpInput = v.InferOutput<typeof FollowUpSchema>

/** `PATCH /api/notes/:id/follow-up`: done, or not done after all. Answers with the note. */
export const FollowUpChangeSchema = v.strictObject({ done: v.boolean() })

/** The follow-up of a note as pages show it. Times are milliseconds since 1970. */
export interface FollowUpView {
  assignee: PersonCard
  dueAt: number
  doneAt: number | null
  /** Whether the viewer may move, finish and remove it: the assignee and the note's author may. */
  mine: boolean
}

/**
 * `GET /api/follow-ups` (open ones, next due first) and `GET /api/follow-ups?from=…&to=…` (those due in `[from, to)`, done ones
 * included): assigned to the viewer, on subjects they may see, at most {@link followUpLimit}.
 */
export interface FollowUpList { entries: NoteEntry[] }

/** Done follow-ups of one page of their list. */
export const doneFollowUpsPageSize = 50

/** `GET /api/follow-ups/done?before=…`: the viewer's, on subjects they may see, last done first. */
export interface DoneFollowUps extends FollowUpList {
  /** Cursor for the next page, null at the end. */
  more: string | null
}

/** `GET /api/follow-ups?from=…&to=…`, milliseconds since 1970. */
export const FollowUpRangeSchema = v.union([
  v.strictObject({ from: v.pipe(v.string(), v.digits(), v.transform(Number)), to: v.pipe(v.string(), v.digits(), v.transform(Number)) }),
  v.strictObject({}),
])

/**
 * `GET /api/follow-ups/due`, asked by the background worker: what of the viewer's fell due in the last day and is not
 * done, oldest first, without any text. `next` is when the next one falls due, or null.
 */
export interface DueFollowUps {
  due: { note: string, dueAt: number }[]
  next: number | null
}
