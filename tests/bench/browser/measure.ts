import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { chromium } from '@playwright/test'
import type { Browser, BrowserContext } from '@playwright/test'
import { chromiumArguments, findChromium } from '../../../scripts/lib/chromium.mjs'
import { startWorld } from '../../e2e/support/world'
import type { BenchData } from '../data/generate'
import { asRatio, inBytes, inMilliseconds } from '../../support/format'
import type { RunningServer } from '../lib/servers'
import { median } from '../../support/statistics'
import type { Row, Section } from '../lib/table'
import { peopleOf } from '../server/requests'
import { startEdge } from './edge'
import { furnish, stockPage, taskTab } from './places'
import { slow, unthrottled, visit } from './visit'
import type { Conditions, Destination, Visit } from './visit'

interface Context {
  data: BenchData
  app: RunningServer
  stock: RunningServer
  /** The task tab alone, in fewer rounds. */
  quick: boolean
}

/** With nothing in the browser's cache, and when the page was opened before. */
interface Arrivals { cold: Visit, warm: Visit }

/** JavaScript before the page is usable (DESIGN §9), compressed. */
const scriptLimit = 130 * 1024

/**
 * Opens the places of Sidenote and the stock page in Chromium, with the processor and the line of somebody less lucky.
 * @throws when there is no Chromium, or a page does not arrive or does not show what it should
 */
export async function measureBrowser({ data, app, stock, quick }: Context): Promise<Section[]> {
  const found = findChromium()
  if (!found) throw new Error('There is no Chromium to measure in: `npm test` installs it.')
  const folder = mkdtempSync(path.join(tmpdir(), 'sidenote-bench-'))
  const world = quick ? null : await startWorld(folder, { entry: app.options.entry })
  const edge = await startEdge({ sidenote: app.origin, stock: stock.origin, ...(world && { furnished: world.app.origin }) })
  const browser = await chromium.launch({ ...found, args: [...chromiumArguments, ...edge.chromiumArguments] })
  try {
    const person = peopleOf(data)[0]!
    const task = taskTab(person, app, 'sidenote')
    const empty = stockPage(person, stock, 'stock')
    // The first page of a browser, and of a server, waits for more than itself.
    for (const destination of [task, empty]) await inNewContext(browser, context => visit(context, destination, unthrottled))
    const [ours, theirs] = await inTurn(browser, [task, empty], slow, quick ? 1 : 3)
    const sections = comparison(ours!, theirs!)
    return world ? [...sections, await otherPlaces(browser, await furnish(world, 'furnished')), await otherConditions(browser, task)] : sections
  }
  finally {
    await browser.close()
    edge.close()
    await world?.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

const columns = { app: 'nothing cached', stock: 'opened before' }

async function otherPlaces(browser: Browser, places: readonly { what: string, destination: Destination }[]): Promise<Section> {
  const rows: Row[] = []
  for (const { what, destination } of places) rows.push(placeRow(what, (await inTurn(browser, [destination], slow, 1))[0]!))
  return { title: 'In the browser: other places', columns, rows, note: 'One round each, under the same conditions.' }
}

async function otherConditions(browser: Browser, task: Destination): Promise<Section> {
  const [rounds] = await inTurn(browser, [task], unthrottled, 3)
  return { title: 'In the browser: this machine as it is', columns, rows: [placeRow('task tab, 20 notes', rounds!)] }
}

/** So many rounds of each, in turn, so that what disturbs the machine disturbs all of them. */
async function inTurn(browser: Browser, destinations: readonly Destination[], conditions: Conditions, rounds: number): Promise<Arrivals[][]> {
  const arrivals: Arrivals[][] = destinations.map(() => [])
  for (let round = 0; round < rounds; round++) {
    for (const [index, destination] of destinations.entries()) arrivals[index]!.push(await arrive(browser, destination, conditions))
  }
  return arrivals
}

const arrive = (browser: Browser, destination: Destination, conditions: Conditions): Promise<Arrivals> => inNewContext(browser, async (context) => {
  const cold = await visit(context, destination, conditions)
  // With the second visit Chromium keeps what it compiled, with the third it uses it (v8.dev/blog/code-caching-for-devs).
  await visit(context, destination, conditions)
  return { cold, warm: await visit(context, destination, conditions) }
})

/** In a browser that has nothing of ours. */
async function inNewContext<Result>(browser: Browser, run: (context: BrowserContext) => Promise<Result>): Promise<Result> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 860 } })
  try {
    return await run(context)
  }
  finally {
    await context.close()
  }
}

type Figure = Exclude<keyof Visit, 'moved'>

const middle = (rounds: readonly Arrivals[], which: keyof Arrivals, figure: Figure) => median(rounds.map(round => round[which][figure]))

function comparison(app: readonly Arrivals[], stock: readonly Arrivals[]): Section[] {
  const row = (which: keyof Arrivals, what: string, figure: Figure, format: (value: number) => string): Row => {
    const [ours, theirs] = [middle(app, which, figure), middle(stock, which, figure)]
    return { what, app: format(ours), stock: format(theirs), ...(theirs > 0 && { ratio: asRatio(ours / theirs) }) }
  }
  const rows = (which: keyof Arrivals): Row[] => [
    row(which, 'requests until it is usable', 'requests', String),
    row(which, 'on the wire until it is usable', 'bytes', inBytes),
    row(which, 'on the wire when it is quiet', 'bytesWhenIdle', inBytes),
    row(which, 'first contentful paint', 'paintedAt', inMilliseconds),
    row(which, 'all 20 notes painted (the heading)', 'shownAt', inMilliseconds),
    row(which, 'usable: typing works', 'usableAt', inMilliseconds),
    row(which, 'main thread blocked until then', 'blocked', inMilliseconds),
    row(which, 'main thread busy until quiet', 'busy', inMilliseconds),
  ]
  const scripts = middle(app, 'cold', 'scripts')
  const visits = app.flatMap(({ cold, warm }) => [cold, warm])
  const shift = Math.max(...visits.map(visit => visit.shift))
  const moved = [...new Set(visits.flatMap(visit => visit.moved))]
  return [
    {
      title: 'In the browser: task tab, nothing cached',
      rows: [
        { ...row('cold', 'JavaScript until it is usable, gzip', 'scripts', inBytes), target: `≤ ${inBytes(scriptLimit)}`, met: scripts <= scriptLimit },
        ...rows('cold'),
        { what: 'layout shift', app: String(Number(shift.toPrecision(2))), target: '0', met: shift === 0 },
      ],
      note: 'Chromium with the processor slowed down 4 × and the line of its "Fast 4G" (9 Mbit/s, 165 ms for each request), over HTTPS with HTTP/2, opened by a POST into a frame of a portal whose page does nothing else. '
        + 'Times begin with that POST. Files come in Brotli as the server has them, pages as it renders them.'
        + (moved.length > 0 ? ` What moved: ${moved.map(element => `\`${element}\``).join(', ')}.` : ''),
    },
    { title: 'In the browser: task tab, opened before', rows: rows('warm') },
  ]
}

function placeRow(what: string, rounds: readonly Arrivals[]): Row {
  const tell = (which: keyof Arrivals) => {
    const figure = (name: Figure) => middle(rounds, which, name)
    return `${figure('requests')} requests, ${inBytes(figure('bytes'))}, painted ${inMilliseconds(figure('paintedAt'))}, usable ${inMilliseconds(figure('usableAt'))}, shift ${figure('shift').toFixed(3)}`
  }
  const scripts = middle(rounds, 'cold', 'scripts')
  return { what: `${what} (${inBytes(scripts)} of JavaScript, gzip)`, app: tell('cold'), stock: tell('warm'), target: '≤ 130 kB', met: scripts <= scriptLimit }
}
