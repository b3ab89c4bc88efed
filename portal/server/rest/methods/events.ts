import { knownEvents } from '../../../data/events'
import { asText, upperKeys, type Params } from '../../core/php'
import { sendToHandlers } from '../../events/send'
import { RestError, wrongArgument } from '../errors'
import type { RestCall, RestMethods } from '../types'
import { checkHandlerUrl } from './handlerUrl'

interface Wanted { event: string, handler: string, authType: number }

function read({ params, user }: RestCall): Wanted {
  const given = upperKeys(params)
  if (asText(given.EVENT_TYPE).toLowerCase() === 'offline') {
    throw new RestError('ERROR_CORE', 'Offline events are not offered by this portal', 400)
  }
  const authType = Number(asText(given.AUTH_TYPE)) || 0
  if (!user.isAdmin && authType !== 0 && authType !== user.id) throw new RestError('ACCESS_DENIED', 'Access denied!', 403)
  return {
    event: asText(given.EVENT).toUpperCase(),
    handler: asText(given.HANDLER),
    // A person without administrator rights binds for themselves only.
    authType: user.isAdmin ? authType : user.id,
  }
}

function bind(call: RestCall): true {
  const { portal, token } = call
  const { event, handler, authType } = read(call)
  if (!event) throw wrongArgument('EVENT')
  if (!handler) throw wrongArgument('HANDLER')
  const scope = knownEvents[event]
  if (scope === undefined || (scope !== null && !token.scope.split(',').includes(scope))) {
    throw new RestError('ERROR_EVENT_NOT_FOUND', 'Event not found', 400)
  }
  checkHandlerUrl(handler)
  if (portal.handlers.some(row => row.event === event && row.handler === handler && row.authType === authType)) {
    throw new RestError('ERROR_CORE', 'Unable to set event handler: Handler already binded', 400)
  }
  portal.handlers.push({ id: portal.nextId++, event, handler, authType })
  return true
}

function unbind(call: RestCall): { count: number } {
  const { portal, params } = call
  const { event, handler, authType } = read(call)
  if (!event) throw wrongArgument('EVENT')
  if (!handler) throw wrongArgument('HANDLER')
  const anyAuth = upperKeys(params).AUTH_TYPE === undefined && call.user.isAdmin
  const before = portal.handlers.length
  portal.handlers = portal.handlers.filter(row => row.event !== event || row.handler !== handler || (!anyAuth && row.authType !== authType))
  return { count: before - portal.handlers.length }
}

/** Source: "Events" of the REST documentation; published source `lib/api/event.php`. */
export const eventMethods: RestMethods = {
  'event.bind': { run: bind },
  'event.unbind': { run: unbind },
  'event.get': {
    run: ({ portal, user }) => portal.handlers
      .filter(row => user.isAdmin || row.authType === user.id)
      .map(row => ({ event: row.event, handler: row.handler, auth_type: String(row.authType), offline: 0 })),
  },
  'event.test': {
    run: ({ world, portal, user, params }) => {
      const { auth: _, ...query } = params as Params
      sendToHandlers(world, portal, { event: 'ONAPPTEST', data: { QUERY: query }, userId: user.id })
      return 1
    },
  },
}
