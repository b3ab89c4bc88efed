import { overlays } from './useEscapeCloses'

/**
 * Keeps a slider of ours from closing on changes that were not saved: asks in the page first. The portal's own button closes it
 * without asking us, and a browser's tab asks by itself.
 * @param unsaved true while something would be lost
 */
export function useLeaveGuard(unsaved: () => boolean) {
  const frame = useFrame()
  const { report } = useNotices()
  const asking = ref(false)

  async function leave() {
    asking.value = false
    await frame.close().catch(report)
  }

  function close() {
    if (unsaved()) asking.value = true
    else void leave()
  }

  /** Before useEscapeCloses, which leaves alone what was prevented. */
  function onKeydown(event: KeyboardEvent) {
    if (event.key !== 'Escape') return
    if (asking.value) return answer(event, false)
    if (unsaved() && !document.querySelector(overlays)) answer(event, true)
  }

  function answer(event: KeyboardEvent, asks: boolean) {
    event.preventDefault()
    asking.value = asks
  }

  function onBeforeUnload(event: BeforeUnloadEvent) {
    if (unsaved()) event.preventDefault()
  }

  onMounted(() => {
    window.addEventListener('keydown', onKeydown, { capture: true })
    window.addEventListener('beforeunload', onBeforeUnload)
  })
  onBeforeUnmount(() => {
    window.removeEventListener('keydown', onKeydown, { capture: true })
    window.removeEventListener('beforeunload', onBeforeUnload)
  })

  return { asking, close, leave }
}
