import * as v from 'valibot'
import type { PersonCard, SubjectCard, SubjectKey } from './subjects'
import { SubjectKeySchema } from './subjects'

/** Longest note, in UTF-16 code units, as a text area counts them. */
export const noteTextLimit = 10_000

/** Notes of one page of a list. */
export const notesPageSize = 50

export const visibilities = ['team', 'private'] as const
/** `team`: everybody who may see the subject. `private`: the author alone, administrators included. */
export type Visibility = typeof visibilities[number]

/** A note's id is made by whoever writes it, so that a repeated request cannot write it twice. */
export const NoteIdSchema = v.pipe(v.string(), v.uuid())

export const NoteTextSchema = v.pipe(
  v.string('note_text_empty'),
  v.trim(),
  v.minLength(1, 'note_text_empty'),
  v.maxLength(noteTextLimit, 'note_text_too_long'),
)

/** `POST /api/notes` */
export const NewNoteSchema = v.strictObject({
  id: NoteIdSchema,
  subject: SubjectKeySchema,
  text: NoteTextSchema,
  visibility: v.picklist(visibilities),
})
export type NewNote = v.InferOutput<typeof NewNoteSchema>

/** `PATCH /api/notes/:id`. `version` is the one the person saw when they began to edit `text`. */
export const NoteChangeSchema = v.pipe(
  v.strictObject({
    text: v.optional(NoteTextSchema),
    visibility: v.optional(v.picklist(visibilities)),
    pinned: v.optional(v.boolean()),
    version: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  }),
  v.check(change => change.text === undefined || change.version !== undefined, 'bad_request'),
)
export type NoteChange = v.InferOutput<typeof NoteChangeSchema>

/** A note as pages show one. Times are milliseconds since 1970. */
export interface NoteView {
  id: string
  subject: SubjectKey
  author: PersonCard
  text: string
  visibility: Visibility
  pinned: boolean
  createdAt: number
  editedAt: number | null
  version: number
  /** Whether the viewer wrote it: only the author edits, deletes, or changes who sees it. */
  mine: boolean
}

/** `GET /api/notes?subject=…&before=…`: pinned first, then newest first. */
export interface SubjectNotes {
  subject: SubjectCard
  notes: NoteView[]
  /** Cursor for the next page, null at the end. */
  more: string | null
}

/** `GET /api/notes/recent?before=…`: the viewer's own notes, newest first. */
export interface RecentNotes {
  entries: { note: NoteView, subject: SubjectCard }[]
  more: string | null
}

/** `GET /api/notes/:id` */
export interface NotePage {
  note: NoteView
  subject: SubjectCard
}
