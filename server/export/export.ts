import { setImmediate } from 'node:timers/promises'
import type { Note } from '#db/repositories/notes'
import type { Portal } from '#db/repositories/portals'
import type { ExportQuery } from '#shared/export-schemas'
import { notesPageSize } from '#shared/notes'
import { noteEntries } from '../notes/entries'
import type { Viewer } from '../notes/views'
import type { Services } from '../services'
import { csvWriter } from './csv'
import { markdownWriter } from './markdown'
import { exportWords } from './words'

const writers = { md: markdownWriter, csv: csvWriter }

/**
 * The viewer's own notes as a file, as many as their own list shows, newest first. One page of notes is in memory at a time, and
 * others have their turn between two of them.
 * @returns the pieces of the file, in order
 */
export async function* exportNotes(viewer: Viewer & { portal: Pick<Portal, 'origin'> }, { format, language, zone }: ExportQuery, services: Pick<Services, 'repositories' | 'clock'>): AsyncGenerator<string> {
  const writer = writers[format]({ language, words: exportWords[language], zone, portalOrigin: viewer.portal.origin, now: services.clock() })
  yield writer.head()
  const portalId = viewer.portal.id
  const authorId = viewer.user.userId
  let count = 0
  let after: Note | undefined
  do {
    const notes = await services.repositories.notes.listByAuthor({ portalId, authorId, after, limit: notesPageSize })
    const entries = await noteEntries(viewer, notes, services, false)
    count += entries.length
    yield entries.map(writer.note).join('')
    after = notes.length === notesPageSize ? notes.at(-1) : undefined
    await setImmediate()
  } while (after)
  yield writer.foot(count)
}
