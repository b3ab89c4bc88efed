/** What has its own use for Escape while it is open. */
export const overlays = '[role="menu"], [role="dialog"], [role="listbox"]'

/**
 * Escape closes a slider of ours, as it closes Bitrix24's own: the key does not reach the portal's page while the
 * focus is in our frame. Whatever has its own use for Escape (an editor, a menu) keeps it.
 * @param wanted true in a slider
 */
export function useEscapeCloses(wanted: () => boolean) {
  const frame = useFrame()

  function onKeydown(event: KeyboardEvent) {
    if (event.key !== 'Escape' || event.defaultPrevented || !wanted()) return
    if (document.querySelector(overlays)) return
    // Without an answer there is still the slider's own button.
    frame.close().catch(() => undefined)
  }

  onMounted(() => window.addEventListener('keydown', onKeydown))
  onBeforeUnmount(() => window.removeEventListener('keydown', onKeydown))
}
