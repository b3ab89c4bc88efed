import * as v from 'valibot'
import { settingsTabs } from '../settings-tabs'
import { NoteIdSchema, SubjectKeySchema } from '../id-schemas'
import { parseSubjectKey } from '../subjects'
import { emptyAsObject } from './options'
import { definePlacement } from './types'

/**
 * The Application URL: the left menu's item, and every slider of openApplication, whose parameters arrive as strings
 * with `view` as our own marker (`isSliderMode` is false there). `any` is what a plain opening carries instead.
 */
const DefaultOptions = emptyAsObject(v.object({
  view: v.fallback(v.optional(v.picklist(['home', 'note', 'subject', 'templates', 'settings'])), undefined),
  note: v.optional(NoteIdSchema),
  subject: v.optional(SubjectKeySchema),
  tab: v.fallback(v.optional(v.picklist(settingsTabs)), undefined),
}))

export const defaultPlacement = definePlacement({
  code: 'DEFAULT',
  scopes: [],
  page: '/',
  options: DefaultOptions,
  destination({ view, note, subject, tab }) {
    const slider = view !== undefined
    if (view === 'note' && note) return { view: 'note', subject: null, noteId: note, slider }
    if (view === 'subject' && subject) return { view: 'subject', subject: parseSubjectKey(subject), slider }
    if (view === 'settings') return { view: 'settings', subject: null, tab: tab ?? settingsTabs[0], slider }
    if (view === 'templates') return { view: 'templates', subject: null, slider }
    return { view: 'home', subject: { kind: 'portal', id: '0' }, slider }
  },
  binding: null,
})
