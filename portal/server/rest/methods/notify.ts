import { asText, upperKeys } from '../../core/php'
import { userOf, type Notification } from '../../core/world'
import { RestError } from '../errors'
import type { RestCall, RestMethods } from '../types'

const maxAttach = 60_000

/** An id, or `false` when nobody can be notified. A later notification with the same TAG replaces the earlier one. */
function add(kind: Notification['kind']): (call: RestCall) => number | false {
  return ({ portal, user, params }) => {
    const given = upperKeys(params)
    // TO is the older name of USER_ID.
    const to = Number(asText(given.USER_ID ?? given.TO))
    if (!to) throw new RestError('USER_ID_EMPTY', 'User ID can\'t be empty', 400)
    const message = asText(given.MESSAGE)
    if (!message.trim()) throw new RestError('MESSAGE_EMPTY', 'Message can\'t be empty', 400)
    if (JSON.stringify(given.ATTACH ?? '').length > maxAttach) throw new RestError('ATTACH_OVERSIZE', 'You have exceeded the maximum allowable size of attach', 400)
    if (!userOf(portal, to)) return false
    const tag = asText(given.TAG)
    if (tag) portal.notifications = portal.notifications.filter(old => old.tag !== tag || old.to !== to)
    const id = portal.nextId++
    portal.notifications.push({ id, kind, from: kind === 'personal' ? user.id : 0, to, message, tag, read: false, at: new Date().toISOString() })
    return id
  }
}

/** Source: "Chats, Notifications" of the REST documentation. */
export const notifyMethods: RestMethods = {
  'im.notify.system.add': { scopes: ['im'], run: add('system') },
  'im.notify.personal.add': { scopes: ['im'], run: add('personal') },
}
