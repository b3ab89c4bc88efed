import type { LanguageCode } from '#shared/languages'
import type { NoteEntry } from '#shared/notes'
import type { SubjectCard } from '#shared/subjects'
import type { ExportWords } from './words'

/** Who the file is for: how things are called, what the clock shows, where their Bitrix24 is. */
export interface ExportReader {
  language: LanguageCode
  words: ExportWords
  /** IANA name. */
  zone: string
  /** `https://acme.bitrix24.com` */
  portalOrigin: string
  /** Milliseconds since 1970. */
  now: number
}

/** Writes a file piece by piece, in the order of the notes. */
export interface ExportWriter {
  head: () => string
  note: (entry: NoteEntry) => string
  /** @param count how many notes there were */
  foot: (count: number) => string
}

/** Where a subject is opened; null for what has no page of its own, and for what is there no more. */
export function addressOf({ path, ended }: SubjectCard, { portalOrigin }: ExportReader): string | null {
  return path === null || ended === 'deleted' ? null : portalOrigin + path
}
