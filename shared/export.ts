import * as v from 'valibot'
import { languages } from './languages'
import type { LanguageCode } from './languages'
import { isTimeZone } from './time-zones'

export const exportFormats = ['md', 'csv'] as const
export type ExportFormat = typeof exportFormats[number]

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

/** What the file is called: `sidenote-notes-2026-11-21.csv`. @param date the day it was made */
export const exportFileName = (date: string, format: ExportFormat) => `sidenote-notes-${date}.${format}`
