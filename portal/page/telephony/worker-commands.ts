import type { Command } from '../frame/commands/types'
import { asRecord } from '../frame/protocol'
import { silence } from '../frame/silence'
import { actOnCall, cardLook, currentCall } from './call'

/** States of the card (`page-background-worker/call-card-get-list-ui-states`). */
export const uiStates = [
  'incoming', 'transferIncoming', 'outgoing', 'connectingIncoming', 'connectingOutgoing', 'connected', 'transferring',
  'transferFailed', 'transferConnected', 'error', 'moneyError', 'redial',
]

const failed = (errorCode: string) => [{ result: 'error', errorCode }]

/** A command that needs the card of a call which the application registered itself. */
const onCard = (run: (params: Record<string, unknown>) => unknown): Command => ({ params }) =>
  currentCall.value?.external ? run(asRecord(params)) ?? [] : failed('Call card is undefined')

const change = (part: Partial<typeof cardLook.value>) => { cardLook.value = { ...cardLook.value, ...part } }

/** Commands of PAGE_BACKGROUND_WORKER on the card (reference placements-and-rest §1.3); in a browser the timer's answer nothing. */
export const callCommands: Record<string, Command> = {
  CallCardGetListUiStates: () => uiStates,
  CallCardSetMute: onCard(({ muted }) => change({ muted: muted === true })),
  CallCardSetHold: onCard(({ held }) => change({ held: held === true })),
  CallCardSetUiState: onCard(({ uiState, disableAutoStartTimer }) => {
    if (!uiStates.includes(String(uiState))) return failed('Invalid ui state')
    change({ uiState: String(uiState), ...uiState === 'connected' && disableAutoStartTimer !== true ? { timer: true } : {} })
  }),
  CallCardSetCardTitle: onCard(({ title }) => change({ title: String(title ?? '') })),
  CallCardSetStatusText: onCard(({ statusText }) => change({ status: String(statusText ?? '') })),
  CallCardStartTimer: onCard(() => {
    change({ timer: true })
    return silence
  }),
  CallCardStopTimer: onCard(() => {
    change({ timer: false })
    return silence
  }),
  CallCardClose: onCard(async () => {
    if (currentCall.value) await actOnCall(currentCall.value, 'close')
    return []
  }),
}
