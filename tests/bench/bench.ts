import { say } from '../../scripts/lib/terminal.mjs'
import { ensureData } from './data/generate'
import type { Scale } from './data/generate'
import { startStock } from './lib/servers'
import type { RunningServer } from './lib/servers'
import type { Section } from './lib/table'
import { GeneratorProcess } from '../support/load/generator-process'
import { install, remove } from './server/installation'
import type { Installation } from './server/installation'
import type { Effort } from './server/measure'
import { firstSightSection } from './server/sections/first-sight'
import { launchSection } from './server/sections/launch'
import { processesSection } from './server/sections/processes'
import { requestSections } from './server/sections/requests'
import { restartSection } from './server/sections/restart'

interface Context {
  small: Installation
  /** Left out of a quick run. */
  large: Installation | undefined
  stock: RunningServer
  generator: GeneratorProcess
  quick: boolean
}

/** A launch is what everything is about, and takes the longest to warm up. */
const thorough: Effort = { warmUpSeconds: 5, rounds: 5, throughputSeconds: 3, latencySeconds: 6 }
const brief: Effort = { warmUpSeconds: 2, rounds: 3, throughputSeconds: 2, latencySeconds: 3 }
const quickLaunch: Effort = { warmUpSeconds: 3, rounds: 2, throughputSeconds: 2, latencySeconds: 3 }
const quickly: Effort = { warmUpSeconds: 1, rounds: 1, throughputSeconds: 1.5, latencySeconds: 2 }

/** What is measured, by the name that `--only` takes. A quick run leaves out what needs ten million notes or many rounds. */
export const parts = {
  launch: async ({ small, stock, generator, quick }: Context) => [await launchSection(small, stock, generator, quick ? quickLaunch : thorough)],
  requests: ({ small, large, generator, quick }: Context) => requestSections(small, large, generator, quick ? quickly : brief),
  processes: async ({ small, generator, quick }: Context) => [await processesSection(small, generator, quick ? quickly : brief)],
  firstSight: async ({ small, generator, quick }: Context) => [await firstSightSection(small, generator, quick ? 3 : 10)],
  restart: async ({ small, large, quick }: Context) => [await restartSection(small, large, quick ? 1 : 3)],
  // Playwright takes a second to load, which nobody who measures something else should wait for.
  browser: async ({ small: { data, app }, stock, quick }: Context) => (await import('./browser/measure')).measureBrowser({ data, app, stock, quick }),
} satisfies Record<string, (context: Context) => Promise<Section[]>>

export type Part = keyof typeof parts

/** Those parts for which it matters how much there is. */
const growing: readonly Part[] = ['requests', 'restart']

/**
 * Measures the parts one after the other.
 * @throws when something could not be measured: a server that does not come up, or an answer that is wrong
 */
export async function bench(wanted: readonly Part[], { quick }: { quick: boolean }): Promise<Section[]> {
  const generator = new GeneratorProcess()
  const ends: (() => void | Promise<void>)[] = [() => generator.stop()]
  const open = async (scale: Scale) => {
    const installation = await install(await ensureData(scale, text => say(`  ${scale} data: ${text}`)))
    ends.push(() => remove(installation))
    return installation
  }
  try {
    const small = await open('small')
    const large = !quick && growing.some(part => wanted.includes(part)) ? await open('large') : undefined
    const stock = await startStock()
    ends.push(() => stock.stop())
    const sections: Section[] = []
    for (const part of wanted) {
      say(`▸ ${part}`)
      sections.push(...await parts[part]({ small, large, stock, generator, quick }))
    }
    return sections
  }
  finally {
    await Promise.all(ends.map(end => end()))
  }
}
