import { ref, shallowRef } from 'vue'
import type { CurrentCall, PortalCall } from '../../shared/telephony'
import { api } from '../data/api'

/** The call whose card this document shows. Cards are the outermost page's alone. */
export const currentCall = shallowRef<PortalCall | null>(null)

/** What the application that leads the call changed on its card. */
export const cardLook = ref<{ title: string, status: string, uiState: string, muted: boolean, held: boolean, timer: boolean }>({
  title: '', status: '', uiState: '', muted: false, held: false, timer: false,
})

export const resetLook = () => { cardLook.value = { title: '', status: '', uiState: '', muted: false, held: false, timer: false } }

export type CallAction = 'answer' | 'hangup' | 'close'

function show(call: PortalCall | null) {
  if (JSON.stringify(call) !== JSON.stringify(currentCall.value)) currentCall.value = call
}

let actions = 0

/** Asks the portal which call the viewer should see. An answer that a button has overtaken is of the past. */
export async function lookForCall(): Promise<void> {
  const before = actions
  const { call } = await api.get<CurrentCall>('call')
  if (actions === before) show(call)
}

/** Presses a button of a call's card. */
export async function actOnCall(call: PortalCall, action: CallAction): Promise<void> {
  actions++
  const answer = await api.post<CurrentCall>(`call/${encodeURIComponent(call.id)}/${action}`)
  actions++
  show(answer.call)
}

/** Rings for the viewer; without a number it is a customer who calls. */
export async function startCall(direction: PortalCall['direction'], phone?: string): Promise<void> {
  show((await api.post<CurrentCall>('call', { direction, ...phone === undefined ? {} : { phone } })).call)
}
