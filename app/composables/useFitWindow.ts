/** Lower than this the menu of a single note would be cut off by the frame's edge. */
export const usualMinimum = 540

/**
 * Keeps the frame as tall as the page. Our own sliders scroll inside themselves, and the portal denies resizing there.
 * @param wanted false in a slider
 * @param minimum height of the lowest frame, in pixels
 */
export function useFitWindow(wanted: () => boolean, minimum: () => number) {
  const frame = useFrame()
  let observer: ResizeObserver | undefined
  let pause: ReturnType<typeof setTimeout> | undefined
  let fitted = 0

  async function fit(root: Element) {
    const height = Math.max(minimum(), Math.ceil(root.getBoundingClientRect().height))
    if (height === fitted) return
    fitted = height
    // A portal that does not answer leaves the frame as it is, with a scrollbar.
    await frame.fit(height).catch(() => undefined)
  }

  onMounted(() => {
    const root = document.getElementById('__nuxt')
    if (!root || !isInFrame()) return
    observer = new ResizeObserver(() => {
      clearTimeout(pause)
      pause = setTimeout(() => { if (wanted()) void fit(root) }, 80)
    })
    // After the first paint: connecting loads the SDK.
    onNuxtReady(() => observer?.observe(root))
  })
  onBeforeUnmount(() => {
    observer?.disconnect()
    clearTimeout(pause)
  })
}
