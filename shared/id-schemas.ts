import * as v from 'valibot'
import { isDay } from './dates'
import { isSubjectKey } from './subjects'

// What names something, from outside. Apart from what pages know of notes, subjects and days, so that those that check
// nothing load no schemas.

/** A note's id is made by whoever writes it, so that a repeated request cannot write it twice. */
export const NoteIdSchema = v.pipe(v.string(), v.uuid())

/** `task:286` */
export const SubjectKeySchema = v.pipe(v.string(), v.guard(isSubjectKey, 'Not kind:id of a kind that Sidenote knows'))

/** A day without a time, as Bitrix24 and `Intl` agree on: `2026-11-21`. */
export const DateSchema = v.pipe(v.string(), v.isoDate(), v.check(isDay, 'There is no such day'))
