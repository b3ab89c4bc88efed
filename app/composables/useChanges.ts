import type { SubjectKey } from '#shared/subjects'

/**
 * Tells Sidenote's other open frames in this browser that a subject's notes changed, and hears it from them: a slider
 * cannot hand anything back to what opened it. Only the subject's key travels.
 *
 * @param onChange called when another frame changed something
 */
export function useChanges(onChange: (subject: SubjectKey) => void) {
  const launch = useLaunch()
  let channel: BroadcastChannel | undefined

  onMounted(() => {
    // Absent where the browser blocks storage in foreign frames; the lists then refresh when a slider closes.
    try { channel = new BroadcastChannel(`sidenote:${launch.value.portal.origin}`) }
    catch { return }
    channel.onmessage = (event: MessageEvent<SubjectKey>) => onChange(event.data)
  })
  onBeforeUnmount(() => channel?.close())

  return { tell: (subject: SubjectKey) => channel?.postMessage(subject) }
}
