import { bcp47Of } from '#shared/languages'
import { mentionPattern } from '#shared/markdown'
import type { NoteView } from '#shared/notes'
import { userPath } from '#shared/paths'
import type { SubjectCard } from '#shared/subjects'
import type { ExportReader, ExportWriter } from './writer'
import { addressOf } from './writer'

/**
 * Notes as a document: a heading for each day, one below it for each note, then the note with its own Markdown. A note stands in a
 * quote, so that nothing in it (a heading, a code block without an end) reaches beyond it.
 */
export function markdownWriter(reader: ExportReader): ExportWriter {
  const { words, portalOrigin } = reader
  const formatter = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(bcp47Of(reader.language), { ...options, timeZone: reader.zone })
  const day = formatter({ dateStyle: 'full' })
  const time = formatter({ timeStyle: 'short' })
  const moment = formatter({ dateStyle: 'medium', timeStyle: 'short' })
  let lastDay = ''

  function aboutNote({ createdAt, editedAt, visibility, pinned, followUp }: NoteView): string {
    const marks = [time.format(createdAt), words.visibility[visibility]]
    if (pinned) marks.push(words.pinned)
    if (editedAt !== null) marks.push(words.edited(moment.format(editedAt)))
    if (followUp) marks.push(words.due(moment.format(followUp.dueAt), escaped(followUp.assignee.name)))
    if (followUp?.doneAt) marks.push(words.done(moment.format(followUp.doneAt)))
    return marks.join(' · ')
  }

  function headingOf(subject: SubjectCard): string {
    const address = addressOf(subject, reader)
    const title = escaped(subject.title)
    return `${words.kind[subject.kind]}: ${address === null ? title : `[${title}](${address})`}`
  }

  /** Colleagues are links to their profiles: `user:3` means something to Sidenote alone. */
  const linked = (text: string) => text.replaceAll(mentionPattern, (_, name: string, id: string) => `[@${escaped(name)}](${portalOrigin}${userPath(id)})`)

  return {
    head: () => `# ${words.title}\n\n${day.format(reader.now)} · ${portalOrigin}\n`,
    note({ note, subject }) {
      const written = day.format(note.createdAt)
      const heading = written === lastDay ? '' : `\n## ${written}\n`
      lastDay = written
      return `${heading}\n### ${headingOf(subject)}\n\n${aboutNote(note)}\n\n${quoted(linked(note.text))}\n`
    },
    foot: count => count === 0 ? `\n${words.empty}\n` : '',
  }
}

/** A title on one line, of which nothing is markup. */
function escaped(title: string): string {
  return title.replaceAll(/\s+/g, ' ').trim().replaceAll(/[\\`*_[\]<>#|~]/g, sign => `\\${sign}`)
}

function quoted(text: string): string {
  return text.split(/\r\n?|\n/).map(line => line === '' ? '>' : `> ${line}`).join('\n')
}
