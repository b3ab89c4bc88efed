import type { CheckResult, CheckStep } from '#shared/settings'
import { checkSteps } from '#shared/settings'
import type { ProblemCode } from '~/app/lib/problem'
import { problemOf } from '~/app/lib/problem'

export interface CheckView {
  step: CheckStep
  state: 'waiting' | 'running' | 'ok' | 'warning' | 'failed'
  result: CheckResult | null
  /** Our own server could not be asked. */
  problem: ProblemCode | null
}

/** Exercises the portal, one step after another; each shows as soon as it is known. */
export function useHealthCheck() {
  const { call } = useApi()
  const { announce } = useNotices()
  const { $t: t } = useNuxtApp()
  const steps = ref<CheckView[]>([])
  const running = ref(false)
  let cancelled = false

  const set = (step: CheckStep, view: Partial<CheckView>) => {
    steps.value = steps.value.map(one => one.step === step ? { ...one, ...view } : one)
  }

  async function run() {
    if (running.value) return
    running.value = true
    cancelled = false
    steps.value = checkSteps.map(step => ({ step, state: 'waiting', result: null, problem: null }))
    for (const step of checkSteps) {
      if (cancelled) break
      set(step, { state: 'running' })
      try {
        const result = await call<CheckResult>('POST', '/api/admin/health/check', { step })
        set(step, { state: result.outcome, result })
      }
      catch (error) {
        set(step, { state: 'failed', problem: problemOf(error).code })
      }
    }
    steps.value = steps.value.filter(({ state }) => state !== 'waiting')
    running.value = false
    const troubles = steps.value.filter(({ state }) => state !== 'ok').length
    announce(t('settings.health.check.ended', { count: troubles }, troubles))
  }

  onBeforeUnmount(() => { cancelled = true })
  return { steps, running, run, cancel: () => { cancelled = true } }
}
