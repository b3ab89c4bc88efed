import type { Inbox } from '../events/inbox'
import { createInbox } from '../events/inbox'
import { useServices } from '../services'

let inbox: Inbox | undefined

/** The inbox of this process. */
export function useInbox(): Inbox {
  return inbox ??= openInbox()
}

function openInbox(): Inbox {
  const { repositories, authorization, tokenKeeper, restFor, running, config, clock, log } = useServices()
  const app = { clientId: config.bitrix24.clientId, allowLoopback: config.allowLoopback }
  return createInbox({ ...repositories, authorization, tokenKeeper, restFor, running, app, clock, log })
}
