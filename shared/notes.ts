import * as v from 'valibot'
import type { FollowUpView } from './follow-ups'
import { AssigneeSchema, DueSchema } from './follow-ups'
import type { Block } from './markdown'
import type { PersonCard, SubjectCard, SubjectKey, SubjectKind } from './subjects'
import { NoteIdSchema, SubjectKeySchema } from './id-schemas'
import { parseSubjectKey } from './subjects'

/** Longest note, in UTF-16 code units, as a text area counts them. */
export const noteTextLimit = 10_000

/** Notes of one page of a list. */
export const notesPageSize = 50

export const visibilities = ['team', 'private'] as const
/** `team`: everybody who may see the subject. `private`: the author alone, administrators included. */
export type Visibility = typeof visibilities[number]

/**
 * How a new note on a subject starts out, until its author says otherwise.
 * @param viewerId who writes; what the portal's rules say about notes on people is about colleagues, not about oneself
 * @param rules by kind of subject; `team` where nothing is said
 */
export function defaultVisibility(subject: SubjectKey, viewerId: number, rules: Partial<Record<SubjectKind, Visibility>>): Visibility {
  const { kind, id } = parseSubjectKey(subject)
  return kind === 'user' && id === String(viewerId) ? 'team' : rules[kind] ?? 'team'
}

export const NoteTextSchema = v.pipe(
  v.string('note_text_empty'),
  v.trim(),
  v.minLength(1, 'note_text_empty'),
  v.maxLength(noteTextLimit, 'note_text_too_long'),
)

const sourceKinds = ['message', 'call'] as const

/**
 * What a note was made from: a message of the chat it is attached to, or a call with whom it is attached to. A pointer,
 * not a proof: who may see the note depends on its subject alone.
 */
const NoteSourceSchema = v.strictObject({
  kind: v.picklist(sourceKinds),
  /** The message's id, or CALL_ID (`externalCall.…` or a hash). */
  id: v.pipe(v.string(), v.regex(/^[\w.:-]{1,128}$/)),
})
export type NoteSource = v.InferOutput<typeof NoteSourceSchema>

/** `POST /api/notes` */
export const NewNoteSchema = v.pipe(
  v.strictObject({
    id: NoteIdSchema,
    subject: SubjectKeySchema,
    text: NoteTextSchema,
    visibility: v.picklist(visibilities),
    source: v.optional(NoteSourceSchema),
    /** Makes it a follow-up, due then. Milliseconds since 1970. */
    dueAt: v.optional(DueSchema),
    /** Whose follow-up it becomes: the author's own, unless it says otherwise. */
    assignee: v.optional(AssigneeSchema),
  }),
  v.check(note => note.assignee === undefined || note.dueAt !== undefined, 'bad_request'),
)
export type NewNote = v.InferOutput<typeof NewNoteSchema>

/**
 * `PATCH /api/notes/:id`. `version` is the one the person saw when they began to edit `text`, or ticked a task.
 * Everybody who sees a note may pin it and tick its tasks; the rest is its author's.
 */
export const NoteChangeSchema = v.pipe(
  v.strictObject({
    text: v.optional(NoteTextSchema),
    visibility: v.optional(v.picklist(visibilities)),
    pinned: v.optional(v.boolean()),
    /** A task of the text, by its number from 0, and whether it is done now. Comes alone. */
    tick: v.optional(v.strictObject({ task: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(noteTextLimit)), done: v.boolean() })),
    version: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  }),
  v.check(({ text, tick, version }) => (text === undefined && tick === undefined) || version !== undefined, 'bad_request'),
  v.check(({ text, visibility, pinned, tick }) => tick === undefined || [text, visibility, pinned].every(other => other === undefined), 'bad_request'),
)
export type NoteChange = v.InferOutput<typeof NoteChangeSchema>

/** A note as pages show one. Times are milliseconds since 1970. */
export interface NoteView {
  id: string
  subject: SubjectKey
  author: PersonCard
  /** As its author wrote it, Markdown. */
  text: string
  /** What the Markdown means; null where the text itself is what to show. */
  body: Block[] | null
  visibility: Visibility
  pinned: boolean
  createdAt: number
  editedAt: number | null
  version: number
  /** Whether the viewer wrote it: only the author edits, deletes, or changes who sees it. */
  mine: boolean
  source: NoteSource | null
  followUp: FollowUpView | null
}

/** A text that a note had before it was changed. `at` is when it was written, in milliseconds since 1970. */
export interface NoteRevision {
  version: number
  text: string
  body: Block[] | null
  by: PersonCard
  at: number
}

/**
 * `GET /api/notes/:id/history`: earlier texts of a note, newest first, at most {@link revisionsKept}. What was written while the
 * note was private is shown to its author alone.
 */
export interface NoteHistory { revisions: NoteRevision[] }

/** Earlier texts that are kept of one note. */
export const revisionsKept = 50

/** `GET /api/notes?subject=…&before=…`: pinned first, then newest first. */
export interface SubjectNotes {
  subject: SubjectCard
  notes: NoteView[]
  /** Cursor for the next page, null at the end. */
  more: string | null
  /** Of a project: its open follow-ups that the viewer may see, next due first. Empty for every other kind. */
  openFollowUps: NoteView[]
  /** How often something changed on the subject so far; `GET /api/notes/live` tells when it is more. */
  changes: number
}

/** A note with what it is about. */
export interface NoteEntry { note: NoteView, subject: SubjectCard }

/** `GET /api/notes/recent?before=…&kind=chat`: the viewer's own notes, newest first; of one kind of subject, when asked so. */
export interface RecentNotes {
  entries: NoteEntry[]
  more: string | null
}

/** `GET /api/notes/:id`. `changes` as of {@link SubjectNotes}. */
export interface NotePage extends NoteEntry { changes: number }

/** Tasks that one page of a task list's notes looks at: as many as Bitrix24 gives in one answer. */
export const listPageSize = 50

/** Notes shown of one task in a list; the task's own page has them all. */
export const listNotesPerTask = 3

const listOwners = ['project', 'user']

/** Whose task list it is: a project or a person. */
export const ListOwnerSchema = v.pipe(SubjectKeySchema, v.check(key => listOwners.includes(parseSubjectKey(key).kind), 'A list belongs to a project or a person'))

/**
 * `GET /api/notes/list?owner=project:11&before=…`: the notes on the tasks of a list, of those tasks that Bitrix24 shows
 * to the viewer. Tasks without notes are left out. Within a page, the task with the newest note comes first.
 */
export interface TaskListNotes {
  /** The project or person whose list it is. */
  owner: SubjectCard
  groups: TaskNotes[]
  /** Cursor for the next tasks, null at the end. A page may have no groups and still have `more`. */
  more: string | null
}

/** One task of a list: its newest notes, at most {@link listNotesPerTask} of them, newest first. */
export interface TaskNotes {
  subject: SubjectCard
  notes: NoteView[]
  /** How many notes of this task the viewer may see. */
  total: number
}
