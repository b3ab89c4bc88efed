import { people } from '../../../e2e/support/acme'
import { sendEvent } from '../../../e2e/support/wire'
import { complain, unless } from '../operation'
import type { Operation } from '../operation'
import type { Stage } from '../stage'

/** An event that was acknowledged is in the inbox, once, however often it comes. */
function delivery({ world, events }: Stage, kind: string, ts: number, fields: Record<string, string>): Operation {
  const { memberId, domain } = world.portals.acme
  const event = {
    'event': fields.event!, 'ts': String(ts), 'event_handler_id': '1', 'data[LANGUAGE_ID]': 'en', 'auth[domain]': domain, 'auth[member_id]': memberId,
    'auth[server_endpoint]': `${world.standIn.oauthOrigin}/rest/`, 'auth[application_token]': world.control.describe().portals.find(portal => portal.key === 'acme')!.applicationToken!, ...fields,
  }
  const stored = () => world.database.rows('SELECT 1 FROM event_inbox WHERE member_id = ? AND ts = ?', memberId, ts).length
  let isAcknowledged = false
  events.push(ts)
  return {
    kind,
    async run() {
      const answer = await sendEvent(world, event)
      isAcknowledged = answer.ok
      return unless([200], 'An event', answer)
    },
    async verify() {
      const isLost = isAcknowledged && stored() === 0
      const again = await unless([200], 'The same event again', await sendEvent(world, event))
      return [...complain(isLost, `Event ${ts} was acknowledged and is gone`), ...again, ...complain(stored() !== 1, `Event ${ts} is there ${stored()} times`)]
    },
  }
}

/** A new version of the app: proven at the authorization server, stored, and then obeyed in several steps. */
export function updateEvent(stage: Stage): Operation {
  const { accessToken, refreshToken } = stage.world.control.issueToken({ portal: 'acme', userId: people.admin })
  // Each later than all before, or it would be outdated.
  const ts = Math.floor(Date.now() / 1000) + 1000 + stage.events.length
  return delivery(stage, 'event: update', ts, { 'event': 'ONAPPUPDATE', 'auth[access_token]': accessToken, 'auth[refresh_token]': refreshToken, 'auth[user_id]': String(people.admin) })
}

/** An uninstall that something newer has overtaken: stored, looked at, and changes nothing. */
export function oldUninstallEvent(stage: Stage): Operation {
  return delivery(stage, 'event: outdated', 1 + stage.events.length, { 'event': 'ONAPPUNINSTALL', 'data[CLEAN]': '1' })
}
