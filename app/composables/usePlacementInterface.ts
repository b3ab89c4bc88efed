import { interfaceIn, isUnanswered } from '~/app/lib/placement-interface'
import type { Interface } from '~/app/lib/placement-interface'

/** `missing`: this place has no such command. `silent`: it was sent, and nobody answered in time. */
export type CommandOutcome = { state: 'answered', answer: unknown } | { state: 'silent' } | { state: 'missing' }

/** What the place around us offers. Asked for once: it stays the same while the page lives. */
let asked: Promise<Interface> | null = null

/**
 * The commands and events of the placement we are in (api-reference/widgets/ui-interaction). Portals say nothing at all
 * to a command or event they do not know, so `getInterface` is asked first. Nothing here rejects or waits for ever: the
 * SDK gives up on an answer after 900 ms.
 */
export function usePlacementInterface() {
  const { connect } = useFrame()
  let isOver = false
  onBeforeUnmount(() => { isOver = true })

  async function ask(): Promise<Interface> {
    const b24 = await connect()
    return interfaceIn(await b24.placement.getInterface())
  }

  /** What is offered; nothing where the portal is silent, which is asked again the next time. */
  async function offered(): Promise<Interface> {
    const pending = asked ??= ask().catch(() => interfaceIn(null))
    const known = await pending
    if (known.commands.length + known.events.length === 0 && asked === pending) asked = null
    return known
  }

  /** Sends a command of this place. Some commands are carried out without ever being answered. */
  async function call(command: string, parameters: Record<string, unknown> = {}): Promise<CommandOutcome> {
    const { commands } = await offered()
    if (!commands.includes(command)) return { state: 'missing' }
    try {
      const b24 = await connect()
      const answer: unknown = await b24.placement.call(command, parameters)
      return isUnanswered(answer) ? { state: 'silent' } : { state: 'answered', answer }
    }
    catch {
      return { state: 'silent' }
    }
  }

  /**
   * Hears an event of this place until the component goes; portals know no unsubscribing. Call it while the component
   * lives in the browser (`onMounted`, `onNuxtReady`).
   * @returns whether the place has such an event
   */
  async function on(event: string, handler: (payload: unknown) => void): Promise<boolean> {
    const { events } = await offered()
    if (!events.includes(event)) return false
    const hear = (payload: unknown) => { if (!isOver) handler(payload) }
    const b24 = await connect().catch(() => null)
    // An event within the first 900 ms settles the subscription itself, and the SDK then calls nobody.
    b24?.placement.bindEvent(event, hear).then((first: unknown) => { if (!isUnanswered(first)) hear(first) }, () => undefined)
    return b24 !== null
  }

  return { offered, call, on }
}
