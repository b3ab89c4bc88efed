import * as v from 'valibot'
import { exportFormats } from './export'
import { languages } from './languages'
import type { LanguageCode } from './languages'
import { isTimeZone } from './time-zones'

// What is asked for, from outside. Apart from what pages know of files, as in id-schemas.ts.

const spoken = languages.flatMap(({ code, messages }) => messages ? [code as LanguageCode] : [])

/**
 * `GET /api/notes/export?format=md&language=de&zone=Europe/Berlin`: the viewer's own notes as a file, newest first, with its headings
 * in their language and its times on their clock.
 */
export const ExportQuerySchema = v.strictObject({
  format: v.picklist(exportFormats),
  language: v.picklist(spoken),
  zone: v.pipe(v.string(), v.maxLength(64), v.check(isTimeZone, 'There is no such time zone')),
})
export type ExportQuery = v.InferOutput<typeof ExportQuerySchema>
