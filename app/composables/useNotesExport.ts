import type { ExportFormat } from '#shared/export'
import { exportFileName } from '#shared/export'

/** The viewer's own notes as a file. */
export function useNotesExport() {
  const api = useApi()
  const page = usePageState()
  const clock = useClock()
  const { isRunning, start, cancel } = useDownload()

  /** How much has come so far, in bytes. */
  const bytes = ref(0)

  return {
    isRunning, bytes, cancel,
    start(format: ExportFormat) {
      bytes.value = 0
      const query = { format, language: languageOfPage(page.value), zone: clock.reader.value.timeZone }
      return start(exportFileName(clock.dayKey(Date.now()), format), signal => api.exportNotes(query, { signal, onProgress: (count) => { bytes.value = count } }))
    },
  }
}
