import type { ExportFormat } from '#shared/export'
import { exportFileName } from '#shared/export'
import { saveFile } from '~/app/lib/download'

/** The viewer's own notes as a file. One at a time. */
export function useNotesExport() {
  const api = useApi()
  const page = usePageState()
  const clock = useClock()
  const { announce, report } = useNotices()
  const { t } = useNuxtApp().$i18n

  /** How much has come so far, in bytes; null while nothing is exported. */
  const bytes = ref<number | null>(null)
  let running: AbortController | null = null

  async function start(format: ExportFormat) {
    if (running) return
    const { signal } = running = new AbortController()
    bytes.value = 0
    announce(t('export.busy'))
    try {
      const query = { format, language: languageOfPage(page.value), zone: clock.reader.value.timeZone }
      const content = await api.exportNotes(query, { signal, onProgress: (count) => { bytes.value = count } })
      saveFile(content, exportFileName(clock.dayKey(Date.now()), format))
      announce(t('export.ready'))
    }
    catch (error) {
      if (!signal.aborted) report(error)
    }
    finally {
      running = null
      bytes.value = null
    }
  }

  function cancel() {
    running?.abort()
    announce(t('export.cancelled'))
  }

  onBeforeUnmount(() => running?.abort())

  return { bytes, start, cancel }
}
