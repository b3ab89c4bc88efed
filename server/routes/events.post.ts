import { getRequestHeader } from 'h3'
import { AppError } from '#shared/errors'
import { eventBodyLimit } from '../events/message'
import { receiveEvent } from '../events/receive'
import { useServices } from '../services'
import { defineApi } from '../utils/api'
import { readBoundedBody } from '../utils/body'
import { useInbox } from '../utils/inbox'
import { admitSender, authorizationFor } from '../utils/limits'

/** Where Bitrix24 sends events. 200 means that the event is committed; what it asks for is done after the answer. */
export default defineApi(async (event) => {
  if (!/^application\/x-www-form-urlencoded\b/i.test(getRequestHeader(event, 'content-type') ?? '')) {
    throw new AppError('unsupported_media_type', 'Events are forms')
  }
  const { repositories, keyring, config, clock, log } = useServices()
  const receipt = await receiveEvent(await readBoundedBody(event, eventBodyLimit), {
    ...repositories,
    keyring,
    authorization: authorizationFor(event),
    app: { clientId: config.bitrix24.clientId, allowLoopback: config.allowLoopback },
    admit: (memberId, isProven) => admitSender(event, memberId, isProven),
    clock,
    log,
  })
  if (receipt === 'stored') useInbox().workSoon()
  return { receipt }
})
