import * as v from 'valibot'
import { NoteIdSchema, SubjectKeySchema } from '../id-schemas'
import { parseSubjectKey } from '../subjects'
import { emptyAsObject } from './options'
import { definePlacement } from './types'

/**
 * api-reference/widgets/universal/app-url: `/marketplace/view/<code>/?params[note]=…`. Anybody writes such a link, so a
 * name that fits nothing is not an error of the launch: the page says that there is no such note or subject.
 */
const LinkOptions = emptyAsObject(v.object({ note: v.optional(v.unknown()), subject: v.optional(v.unknown()) }))

const isNamed = (value: unknown) => value !== undefined && value !== null && value !== ''

/** A link to one note or subject. A note says more than a subject, should both be named. */
export const restAppUri = definePlacement({
  code: 'REST_APP_URI',
  scopes: [],
  page: '/placements/rest-app-uri',
  options: LinkOptions,
  destination({ note, subject }) {
    if (isNamed(note)) return { view: 'note', subject: null, noteId: v.is(NoteIdSchema, note) ? note : undefined }
    if (isNamed(subject)) return { view: 'subject', subject: v.is(SubjectKeySchema, subject) ? parseSubjectKey(subject) : null }
    return { view: 'home', subject: { kind: 'portal', id: '0' } }
  },
  binding: {
    group: 'everywhere',
    picture: 'link',
    byDefault: true,
    titles: { en: 'Sidenote', de: 'Sidenote' },
  },
})
