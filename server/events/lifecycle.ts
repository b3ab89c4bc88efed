/** The events of an app's life that Sidenote obeys (api-reference/common/events). */
export const lifecycleEvents = ['ONAPPINSTALL', 'ONAPPUPDATE', 'ONAPPUNINSTALL'] as const
export type LifecycleEvent = typeof lifecycleEvents[number]

/** Where Bitrix24 sends them, on our own origin. */
export const eventsPath = '/events'

/** Whether an event is one that Sidenote obeys. */
export function isLifecycleEvent(name: string): name is LifecycleEvent {
  return (lifecycleEvents as readonly string[]).includes(name)
}
