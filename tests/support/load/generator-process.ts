import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { LoadPlan, LoadResult } from './plan'

/** The load comes from a process of its own, so that what it costs is nobody else's processor time. */
export class GeneratorProcess {
  readonly #child: ChildProcess = fork(fileURLToPath(new URL('generator.ts', import.meta.url)), { execArgv: ['--import', 'tsx'] })

  /** Good answers to everything that was sent. */
  answers = 0

  /**
   * Sends a load; one at a time.
   * @throws when an answer was not good: what was measured then means nothing
   */
  async run(plan: LoadPlan): Promise<LoadResult> {
    const result = await this.#ask(plan)
    const [wrong] = Object.entries(result.wrong)
    if (wrong) throw new Error(`${wrong[1].times} of ${result.answers + wrong[1].times} answers to ${plan.requests[0]?.path} were ${wrong[0]}: ${wrong[1].example}`)
    if (result.answers === 0) throw new Error(`Nobody answered ${plan.requests[0]?.path}.`)
    this.answers += result.answers
    return result
  }

  #ask(plan: LoadPlan): Promise<LoadResult> {
    return new Promise((resolve, reject) => {
      const ended = () => reject(new Error('The load\'s process ended.'))
      this.#child.once('exit', ended)
      this.#child.once('message', (result: LoadResult) => {
        this.#child.off('exit', ended)
        resolve(result)
      })
      this.#child.send(plan)
    })
  }

  stop(): void {
    this.#child.disconnect()
  }
}
