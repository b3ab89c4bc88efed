import { report } from './journal'
import { isAppOrigin, parseFrameMessage } from './protocol'
import type { RunningSession } from './session'

const sessions = new Map<string, RunningSession>()

const dropped = (title: string, why: string, origin: string) =>
  report({ direction: 'in', title, outcome: 'silent', detail: { why, origin } })

/**
 * Hands a message of this window to the session it is for (§2.3). The APP_SID names the session and the origin must be
 * its app's; everything else is dropped without an answer. The sender's window is not looked at, as in Bitrix24.
 */
function receive(event: MessageEvent<unknown>): void {
  const fromApp = [...sessions.values()].some(session => isAppOrigin(event.origin, session.frame.appOrigin))
  const message = parseFrameMessage(event.data)
  const session = message && sessions.get(message.appSid)
  if (!message) {
    if (fromApp) dropped('message', 'not a frame message', event.origin)
  }
  else if (!session) {
    if (fromApp) dropped(message.method, 'wrong APP_SID', event.origin)
  }
  else if (!isAppOrigin(event.origin, session.frame.appOrigin)) {
    dropped(message.method, 'foreign origin', event.origin)
  }
  else {
    void session.receive(message)
  }
}

/** Listens for a session's messages until the returned function is called. */
export function register(session: RunningSession): () => void {
  if (sessions.size === 0) window.addEventListener('message', receive)
  sessions.set(session.frame.appSid, session)
  return () => {
    sessions.delete(session.frame.appSid)
    if (sessions.size === 0) window.removeEventListener('message', receive)
  }
}
