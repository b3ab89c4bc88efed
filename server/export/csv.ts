import { byteOrderMark, cellSeparator, csvLine } from '#shared/csv'
import { bcp47Of } from '#shared/languages'
import { mentionPattern } from '#shared/markdown'
import { wallClock } from '#shared/time-zones'
import type { ExportReader, ExportWriter } from './writer'
import { addressOf } from './writer'

/**
 * Notes as a table, one to a line. Times are ISO 8601 with a space, which spreadsheets take for a time.
 * @param options.authors with a last column for who wrote it: where the notes are not all one person's
 */
export function csvWriter(reader: ExportReader, { authors = false } = {}): ExportWriter {
  const { words, zone } = reader
  const separator = cellSeparator(bcp47Of(reader.language))
  const time = (at: number | null | undefined) => at ? wallClock(at, zone).replace('T', ' ') : null

  return {
    head: () => byteOrderMark + csvLine([...words.columns(zone), ...authors ? [words.author] : []], separator),
    note: ({ note, subject }) => csvLine([
      words.kind[subject.kind], subject.title, addressOf(subject, reader),
      note.text.replaceAll(mentionPattern, '@$1'),
      words.visibility[note.visibility], note.pinned ? words.yes : words.no,
      time(note.createdAt), time(note.editedAt),
      time(note.followUp?.dueAt), time(note.followUp?.doneAt), note.followUp?.assignee.name ?? null,
      ...authors ? [note.author.name] : [],
    ], separator),
    foot: () => '',
  }
}
