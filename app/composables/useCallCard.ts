import type { CallContext, CallState } from '#shared/calls'
import { callStates } from '#shared/calls'
import type { Caller, CallPhase } from '~/app/lib/call'
import { callerIn, phaseAfter } from '~/app/lib/call'

interface Options {
  /** Somebody else is on the line, or the card learned who it is. */
  onCaller: (caller: Caller) => void
  /** The card closes: the frame is gone in the next moment. May be called twice. */
  onClose: () => void
  /** While true the card is asked not to close by itself. */
  keepOpen: () => boolean
}

/**
 * The card of a call around us (api-reference/widgets/ui-interaction/call-card): its state, its events, and the wish that
 * it stays open while something is unsaved. A card without these commands and events is just a page.
 */
export function useCallCard(call: CallContext, { onCaller, onClose, keepOpen }: Options) {
  const card = usePlacementInterface()
  const phase = ref<CallPhase>(phaseAfter(null, call.state))

  function onState(state: unknown) {
    const known = callStates.find(candidate => candidate === stateIn(state))
    if (known) phase.value = phaseAfter(phase.value, known)
  }

  function take(answer: unknown) {
    const caller = callerIn(answer)
    if (!caller) return
    // An idle card after an idle launch has not begun yet; only an event says that it is over.
    if (caller.state !== 'idle' || call.state !== 'idle') phase.value = phaseAfter(phase.value, caller.state)
    onCaller(caller)
  }

  /** The whole status, for what an event does not say and for what happened before we listened. */
  async function ask() {
    const outcome = await card.call('getStatus')
    if (outcome.state === 'answered') take(outcome.answer)
  }

  onNuxtReady(async () => {
    await Promise.all([
      card.on('CallCard::EntityChanged', (change) => {
        take(change)
        void ask()
      }),
      card.on('CallCard::CallStateChanged', onState),
      card.on('CallCard::BeforeClose', onClose),
    ])
    await ask()
  })

  onMounted(() => watch(keepOpen, (keep, before) => {
    if (keep || before) void card.call(keep ? 'disableAutoClose' : 'enableAutoClose')
  }, { immediate: true }))

  return { phase }
}

/** Portals hand over the first argument of an event; an older one might wrap all of them. */
function stateIn(payload: unknown): unknown {
  return Array.isArray(payload) ? payload[0] as CallState : payload
}
