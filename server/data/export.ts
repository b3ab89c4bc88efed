import { setImmediate } from 'node:timers/promises'
import type { Note } from '#db/repositories/notes'
import type { Portal } from '#db/repositories/portals'
import type { PortalExportFormat, PortalExportQuery } from '#shared/settings'
import { csvWriter } from '../export/csv'
import { exportWords } from '../export/words'
import type { ExportReader, ExportWriter } from '../export/writer'
import { noteEntries } from '../notes/entries'
import type { Services } from '../services'
import { jsonWriter } from './json'

/** Notes read at a time: enough to be quick, few enough that others have their turn. */
const pageSize = 200

const writers: Record<PortalExportFormat, (reader: ExportReader) => ExportWriter> = { json: jsonWriter, csv: reader => csvWriter(reader, { authors: true }) }

/**
 * The team's notes of a whole portal as a file, newest first, with their authors. Private notes are their authors' alone and are
 * not in it. One page of notes is in memory at a time.
 * @returns the pieces of the file, in order; the generator itself returns how many notes there were
 */
export async function* exportPortal(viewer: { portal: Pick<Portal, 'id' | 'origin'>, user: { userId: number } }, { format, language, zone }: PortalExportQuery, services: Pick<Services, 'repositories' | 'clock'>): AsyncGenerator<string, number> {
  const writer = writers[format]({ language, words: exportWords[language], zone, portalOrigin: viewer.portal.origin, now: services.clock() })
  yield writer.head()
  let count = 0
  let after: Note | undefined
  do {
    const notes = await services.repositories.data.teamNotes({ portalId: viewer.portal.id, after, limit: pageSize })
    const entries = await noteEntries(viewer, notes, services, false)
    count += entries.length
    yield entries.map(writer.note).join('')
    after = notes.length === pageSize ? notes.at(-1) : undefined
    await setImmediate()
  } while (after)
  yield writer.foot(count)
  return count
}
