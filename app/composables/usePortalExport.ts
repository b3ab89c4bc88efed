import type { PortalExportFormat } from '#shared/settings'
import { portalExportName } from '#shared/settings'
import { createLineCounter } from '~/app/lib/download'
import { withQuery } from '~/app/lib/request'

/** The team's notes of the whole portal as a file. */
export function usePortalExport() {
  const { file } = useApi()
  const page = usePageState()
  const launch = useLaunch()
  const clock = useClock()
  const { isRunning, start, cancel } = useDownload()

  /** How many notes have come so far. */
  const notes = ref(0)

  return {
    isRunning, notes, cancel,
    start(format: PortalExportFormat) {
      notes.value = 0
      const linesOf = createLineCounter({ quoted: format === 'csv' })
      // Above the notes of a table stand the names of its columns; in JSON a note begins with a line.
      const headLines = format === 'csv' ? 1 : 0
      const query = { format, language: languageOfPage(page.value), zone: clock.reader.value.timeZone }
      const name = portalExportName(new URL(launch.value.portal.origin).host, clock.dayKey(Date.now()), format)
      return start(name, signal => file(withQuery('/api/admin/export', query), {
        signal, onProgress: (_bytes, piece) => { notes.value = Math.max(0, linesOf(piece) - headLines) },
      }))
    },
  }
}
