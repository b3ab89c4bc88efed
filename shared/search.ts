import * as v from 'valibot'
import type { NoteView } from './notes'
import type { SubjectCard } from './subjects'
import { subjectKinds } from './subjects'

/** Longest text that is searched for, in UTF-16 code units. */
export const searchTextLimit = 200

/** Notes of one page of results. */
export const searchPageSize = 20

/** Results that are looked at in all: whoever has not found it among these adds a word. */
export const searchDepth = 500

const milliseconds = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(8.64e15))

/**
 * `POST /api/search`: words, each of which has to begin a word of the note, of its subject's title or of its author's
 * name; and filters, which alone are enough too. It is a POST because what people search for is nobody's business who
 * keeps logs of addresses.
 */
export const SearchQuerySchema = v.pipe(
  v.strictObject({
    text: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(searchTextLimit, 'search_text_too_long')), ''),
    /** Notes on this kind of subject only. */
    kind: v.optional(v.picklist(subjectKinds)),
    /** The author's id in Bitrix24. */
    author: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
    /** Written at this time or later, and before that one. Milliseconds since 1970. */
    from: v.optional(milliseconds),
    to: v.optional(milliseconds),
    pinned: v.optional(v.literal(true)),
    /** With a follow-up that is not done. */
    due: v.optional(v.literal(true)),
    /** How many results to pass over: `more` of the page before. */
    after: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(searchDepth)), 0),
  }),
  v.check(({ text, after: _after, ...filters }) => text !== '' || Object.values(filters).some(filter => filter !== undefined), 'search_empty'),
)
export type SearchQuery = v.InferOutput<typeof SearchQuerySchema>
export type SearchInput = v.InferInput<typeof SearchQuerySchema>

/** A piece of text, and whether it is what was searched for. */
export interface Fragment { text: string, hit: boolean }

/** One note that was found. */
export interface SearchHit {
  note: NoteView
  subject: SubjectCard
  /** The place of the text that shows why it was found, shortened. */
  excerpt: Fragment[]
  title: Fragment[]
  author: Fragment[]
}

/** Whole words before words that begin so, titles before texts before authors, and of each the newest first; without words the newest first. */
export interface SearchPage {
  hits: SearchHit[]
  /** For `after` of the next page, null at the end. */
  more: number | null
}
