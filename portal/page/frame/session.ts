import type { FrameDescription } from '../../shared/contract'
import { baseCommands, ownBaseCommand } from './commands'
import type { Command } from './commands/types'
import { report } from './journal'
import { formatReply, type FrameMessage } from './protocol'
import { silence } from './silence'

/** What a frame's session asks of the page around it. */
export interface FrameSurroundings {
  placement: string
  /** Opened by openApplication (§2.5). */
  popup: boolean
  app: { id: number, code: string }
  /** The element that `resizeWindow` sizes and measures. */
  layout: () => HTMLElement | null
  /** Posts to the frame's window, at the registered origin only. */
  post: (message: string) => void
  /** Opens the app anew in the same place: the end of an installation in a slider (§2.7). */
  reopen: () => void
  /** The placement's own commands, as the page around the frame carries them out. */
  commands?: Record<string, Command>
}

export interface FrameSession extends FrameSurroundings {
  frame: FrameDescription
  /** Subscribes a callback key to an event of the placement (§2.4 placementBindEvent). */
  bindEvent: (event: string, callback: string) => void
}

export interface RunningSession extends FrameSession {
  receive: (message: FrameMessage) => Promise<void>
  /** Tells the frame of a placement event: each key subscribed to it gets the first argument only. */
  emit: (event: string, argument?: unknown) => void
}

/** What carries a message out, or why it stays unanswered (§2.3). */
function commandFor({ frame, commands = {} }: FrameSession, method: string): Command | string {
  if (frame.denied.includes(method)) return 'denied here'
  if (ownBaseCommand(method)) return baseCommands[method]!
  if (![...frame.commands, ...frame.messages ?? []].includes(method)) return 'unknown command'
  return commands[method] ?? 'nothing to do it with'
}

/** A frame's side of the conversation with the page, from its opening to its end. */
export function createSession(frame: FrameDescription, surroundings: FrameSurroundings): RunningSession {
  const bindings: { event: string, callback: string }[] = []

  const answer = (title: string, callback: string, result: unknown) => {
    if (callback === '') return
    report({ direction: 'out', title, outcome: 'ok', detail: { placement: surroundings.placement, result } })
    surroundings.post(formatReply(callback, result))
  }

  const session: RunningSession = {
    ...surroundings,
    frame,
    bindEvent: (event, callback) => { bindings.push({ event, callback }) },

    async receive({ method, params, callback, requestId }) {
      const detail = { placement: surroundings.placement, params }
      const command = commandFor(session, method)
      if (typeof command === 'string') {
        report({ direction: 'in', title: method, outcome: 'silent', detail: { ...detail, why: command } })
        return
      }
      report({ direction: 'in', title: method, outcome: 'ok', detail })
      const result = await command({ params, callback, requestId, session })
      if (result === silence) report({ direction: 'out', title: method, outcome: 'silent', detail: { placement: surroundings.placement } })
      else answer(method, callback, result)
    },

    emit(event, argument) {
      for (const bound of bindings) if (bound.event === event) answer(event, bound.callback, argument)
    },
  }
  return session
}
