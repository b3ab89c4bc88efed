import type { InstallationStep, ItemOutcome, ItemReport } from '#shared/installation'
import { installationSteps } from '#shared/installation'
import type { ProblemCode } from '~/app/lib/problem'
import { problemOf } from '~/app/lib/problem'

export type StepState = 'waiting' | 'running' | 'done' | 'partial' | 'failed'
export interface StepView { state: StepState, problem: ProblemCode | null, refused: ItemReport[] }

/** A portal reloads its page within a second or two of `installFinish`; past this it will not. */
const reloadLimit = 10_000

/** Once the portal is told, it reloads at once: time to read what was refused before that. */
const readingTime = 6_000

/** What did not become as it should, each with its sentence at `install.item.<outcome>`. */
const toldOutcomes: ReadonlySet<ItemOutcome> = new Set(['refused', 'unavailable', 'restored', 'lost'])

const waiting = (): StepView => ({ state: 'waiting', problem: null, refused: [] })

/**
 * Runs the installer's steps one after another, each at most once unless the person retries, and ends with the frame's
 * `installFinish`: last, and only where the portal shows us as an installer.
 */
export function useInstallation() {
  const api = useApi()
  const frame = useFrame()
  const steps = reactive<Record<InstallationStep, StepView>>({ placements: waiting(), fields: waiting(), events: waiting(), finish: waiting() })
  /**
   * `reading`: something was refused, and the person sees it before we go on. `handed-over`: the portal was told and
   * reloads. `silent`: it has not. `repaired`: there was nothing to hand over.
   */
  const outcome = ref<'none' | 'reading' | 'handed-over' | 'silent' | 'repaired'>('none')
  const isPartial = computed(() => installationSteps.some(step => steps[step].state === 'partial'))
  let running = false
  let goOn: () => void = () => undefined
  let reload: ReturnType<typeof setTimeout> | undefined

  async function runStep(step: InstallationStep): Promise<boolean> {
    steps[step] = { ...waiting(), state: 'running' }
    try {
      const report = await api.install(step)
      const refused = report.items.filter(({ outcome }) => toldOutcomes.has(outcome))
      if (step === 'finish') await handOver()
      steps[step] = { state: report.outcome, problem: null, refused }
      return true
    }
    catch (error) {
      steps[step] = { ...waiting(), state: 'failed', problem: problemOf(error).code }
      return false
    }
  }

  async function handOver() {
    if (!await frame.isInstallMode()) {
      outcome.value = 'repaired'
      return
    }
    outcome.value = 'handed-over'
    await frame.finishInstallation()
    reload = setTimeout(() => { outcome.value = 'silent' }, reloadLimit)
  }

  /** From the first step that is not done yet. A second call while it runs does nothing. */
  async function run() {
    if (running) return
    running = true
    for (const step of installationSteps) {
      if (steps[step].state === 'done' || steps[step].state === 'partial') continue
      if (step === 'finish' && isPartial.value) await untilRead()
      if (!await runStep(step)) break
    }
    running = false
  }

  async function untilRead() {
    outcome.value = 'reading'
    await new Promise<void>((resolve) => {
      goOn = resolve
      setTimeout(resolve, readingTime)
    })
    outcome.value = 'none'
  }

  /** The portal did not react: tells it once more. */
  async function finishAgain() {
    await handOver().catch((error: unknown) => {
      steps.finish = { ...waiting(), state: 'failed', problem: problemOf(error).code }
      outcome.value = 'none'
    })
  }

  /** Placements that Bitrix24 refused may be accepted now. */
  async function tryRefusedAgain() {
    for (const step of installationSteps) if (steps[step].state === 'partial') await runStep(step)
    if (!isPartial.value) goOn()
  }

  onBeforeUnmount(() => clearTimeout(reload))

  return { steps, outcome, isPartial, run, goOn: () => goOn(), finishAgain, tryRefusedAgain }
}
