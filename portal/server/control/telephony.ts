import type { TelephonyControl } from '../../shared/telephony'
import type { Person, Portal, World } from '../core/world'
import { endCall, publicCall, setEntity, setState, startCall, type LiveCall } from '../telephony/calls'
import { removeWorkers } from '../worker/removal'

interface Finders {
  find: (key: string) => Portal
  person: (portal: Portal, id: number) => Person
  /** Ends the control with a sentence. */
  refuse: (text: string) => never
}

/** Controls of telephony and of the background worker; described in `shared/telephony.ts`. */
export function telephonyControl(world: World, { find, person, refuse }: Finders): TelephonyControl {
  const callOf = (portal: Portal, id: string | undefined): LiveCall =>
    portal.telephony.live.findLast(call => id === undefined || call.id === id) ?? refuse('There is no such call')

  return {
    ring: ({ portal: key, ...ring }) => {
      const portal = find(key)
      person(portal, ring.userId)
      return publicCall(startCall(portal, ring))
    },
    setCallState: ({ portal: key, callId, state, failedCode }) => {
      const portal = find(key)
      return publicCall(setState(portal, callOf(portal, callId), state, failedCode))
    },
    setCallEntity: ({ portal: key, callId, entity, phone }) => {
      const portal = find(key)
      return publicCall(setEntity(portal, callOf(portal, callId), entity, phone))
    },
    endCall: ({ portal: key, callId, failedCode }) => {
      const portal = find(key)
      return publicCall(endCall(portal, callOf(portal, callId), { ...failedCode === undefined ? {} : { failedCode } }))
    },
    callRecords: ({ portal }) => find(portal).telephony.records.toReversed(),
    allowStatistics: ({ portal: key, userId, allowed }) => {
      const portal = find(key)
      const { viewers } = portal.telephony
      if (allowed) viewers.add(person(portal, userId).id)
      else viewers.delete(userId)
      return { allowed: [...viewers] }
    },
    removeWorker: ({ portal }) => ({ removed: removeWorkers(world, find(portal)) }),
  }
}
