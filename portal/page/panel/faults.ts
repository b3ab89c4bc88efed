import { onMounted, shallowRef } from 'vue'
import type { Faults } from '../../shared/contract'
import { api } from '../data/api'

type KeysOf<Value> = { [Key in keyof Faults]: Faults[Key] extends Value ? Key : never }[keyof Faults]
export type SwitchFault = KeysOf<boolean>
export type DelayFault = KeysOf<number>

export const switchFaults: SwitchFault[] = [
  'expireTokens', 'refuseRefresh', 'paymentRequired', 'strictRotation', 'rateLimit', 'portalDown', 'oauthDown',
  'silentRefreshAuth', 'dropEvents', 'duplicateEvents', 'legacyForm',
]
export const delayFaults: DelayFault[] = ['slowMs', 'slowAnswerMs', 'eventDelayMs']

/** The faults that the portal can be told to have, and the way to change them. */
export function useFaults() {
  const faults = shallowRef<Faults>()
  onMounted(async () => { faults.value = await api.get<Faults>('faults') })
  return {
    faults,
    async change(part: Partial<Faults>) {
      faults.value = await api.patch<Faults>('faults', part)
    },
  }
}
