import type { ExportReader, ExportWriter } from '../export/writer'
import { addressOf } from '../export/writer'

/** Notes as one JSON object, a note to a line, for other programs. Times are ISO 8601 in UTC. */
export function jsonWriter(reader: ExportReader): ExportWriter {
  const time = (at: number | null | undefined) => at ? new Date(at).toISOString() : null
  let isFirst = true

  return {
    head: () => `{"portal":${JSON.stringify(reader.portalOrigin)},"exportedAt":${JSON.stringify(time(reader.now))},"notes":[`,
    note({ note, subject }) {
      const { followUp, author } = note
      const line = JSON.stringify({
        id: note.id,
        subject: { kind: subject.kind, key: subject.key, title: subject.title, address: addressOf(subject, reader) },
        author: { id: author.id, name: author.name },
        text: note.text, pinned: note.pinned, createdAt: time(note.createdAt), editedAt: time(note.editedAt), source: note.source,
        followUp: followUp && { dueAt: time(followUp.dueAt), doneAt: time(followUp.doneAt), assignee: { id: followUp.assignee.id, name: followUp.assignee.name } },
      })
      const separator = isFirst ? '\n' : ',\n'
      isFirst = false
      return separator + line
    },
    foot: count => `\n],"count":${count}}\n`,
  }
}
