import { setImmediate } from 'node:timers/promises'
import type { Portal } from '#db/repositories/portals'
import type { ExportQuery } from '#shared/export'
import { listRecentNotes } from '../notes/notes'
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
export async function* exportNotes(viewer: Viewer & { portal: Pick<Portal, 'origin'> }, { format, language, zone }: ExportQuery, services: Pick<Services, 'repositories' | 'restFor' | 'clock'>): AsyncGenerator<string> {
  const writer = writers[format]({ language, words: exportWords[language], zone, portalOrigin: viewer.portal.origin, now: services.clock() })
  yield writer.head()
  let count = 0
  let before: string | undefined
  do {
    const { entries, more } = await listRecentNotes(viewer, { before }, services)
    count += entries.length
    yield entries.map(writer.note).join('')
    before = more ?? undefined
    await setImmediate()
  } while (before !== undefined)
  yield writer.foot(count)
}
