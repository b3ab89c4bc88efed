import { createError } from 'h3'
import type { CallDirection, CurrentCall, TelephonyReport } from '../../shared/telephony'
import { asText } from '../core/php'
import type { Portal, World } from '../core/world'
import { cardFor, endCall, hideCard, publicCall, setState, startCall, type LiveCall } from '../telephony/calls'
import { removeWorkers, reportWorker } from '../worker/removal'
import type { Asked, PageRoute } from './routes'

const directions: CallDirection[] = ['incoming', 'outgoing', 'callback']

/** What the card's buttons do. A call that the application leads is not answered or ended by the portal. */
const actions: Record<string, (portal: Portal, call: LiveCall, userId: number) => void> = {
  answer: (portal, call) => { if (!call.external) setState(portal, call, 'connected') },
  hangup: (portal, call) => { if (!call.external) endCall(portal, call) },
  close: (portal, call, userId) => {
    if (!call.external) endCall(portal, call)
    hideCard(portal, call, userId)
  },
}

/** What the card of a call, the report and the background worker's frame ask for (`shared/telephony.ts`). */
export function telephonyRoutes(route: PageRoute, world: World, portal: Portal): void {
  const current = ({ viewer }: Asked): CurrentCall => {
    const call = cardFor(portal, viewer.id)
    return { call: call ? publicCall(call) : null }
  }

  route('get', '/_portal/call', current)
  route('post', '/_portal/call', ({ viewer, body }) => {
    const direction = directions.find(one => one === asText(body.direction)) ?? 'incoming'
    const customer = portal.crm.entities.find(entity => entity.kind === 'contact')?.phones[0] ?? ''
    const phone = body.phone === undefined ? customer : asText(body.phone)
    return { call: publicCall(startCall(portal, { userId: viewer.id, phone, direction })) } satisfies CurrentCall
  })
  route('post', '/_portal/call/:id/:action', (asked) => {
    const { id, action = '' } = asked.event.context.params ?? {}
    const call = portal.telephony.live.find(one => one.id === id)
    if (!Object.hasOwn(actions, action)) throw createError({ statusCode: 404 })
    // A card may be closed here after its call was taken away elsewhere.
    if (call) actions[action]!(portal, call, asked.viewer.id)
    return current(asked)
  })
  route('get', '/_portal/telephony', ({ viewer }) => {
    const allowed = portal.telephony.viewers.has(viewer.id)
    return { allowed, calls: allowed ? portal.telephony.records.toReversed() : [] } satisfies TelephonyReport
  })

  route('post', '/_portal/worker/loaded', ({ body }) => {
    reportWorker(world, portal, Number(body.placementId), Number(body.ms))
    return {}
  })
  route('post', '/_portal/worker/remove', () => ({ removed: removeWorkers(world, portal) }))
}
