import { saveFile } from '~/app/lib/download'

/** A file of our server on its way to the person's downloads. One at a time. */
export function useDownload() {
  const { announce, report } = useNotices()
  const { $t: t } = useNuxtApp()

  const isRunning = ref(false)
  let running: AbortController | null = null

  /**
   * Fetches a file and keeps it in the person's downloads; what goes wrong is said.
   * @param name what the file is called
   */
  async function start(name: string, fetchFile: (signal: AbortSignal) => Promise<Blob>) {
    if (running) return
    const { signal } = running = new AbortController()
    isRunning.value = true
    announce(t('export.busy'))
    try {
      saveFile(await fetchFile(signal), name)
      announce(t('export.ready'))
    }
    catch (error) {
      if (!signal.aborted) report(error)
    }
    finally {
      running = null
      isRunning.value = false
    }
  }

  function cancel() {
    running?.abort()
    announce(t('export.cancelled'))
  }

  onBeforeUnmount(() => running?.abort())

  return { isRunning, start, cancel }
}
