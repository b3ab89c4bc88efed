import { chromium } from '@playwright/test'
import type { Browser } from '@playwright/test'
import { chromiumArguments, findChromium } from '../../../scripts/lib/chromium.mjs'
import type { BenchData } from '../data/generate'
import { asRatio, inBytes, inMilliseconds } from '../lib/format'
import type { RunningServer } from '../lib/servers'
import { median } from '../lib/statistics'
import type { Row, Section } from '../lib/table'
import { peopleOf } from '../server/requests'
import { startEdge } from './edge'
import { destinationOf, otherPlaces, stockDestination, taskTab } from './places'
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
  const edge = await startEdge({ app: app.origin, stock: stock.origin })
  const browser = await chromium.launch({ ...found, args: [...chromiumArguments, ...edge.chromiumArguments] })
  try {
    const person = peopleOf(data)[0]!
    const task = destinationOf(taskTab, person, app)
    const empty = stockDestination(person, stock)
    // The first page of a browser, and of a server, waits for more than itself.
    await inTurn(browser, [task, empty], unthrottled, 1)
    const rounds = await inTurn(browser, [task, empty], slow, quick ? 1 : 5)
    const sections = comparison(rounds[0]!, rounds[1]!)
    if (quick) return sections

    const places: Row[] = []
    for (const place of otherPlaces) places.push(placeRow(place.what, (await inTurn(browser, [destinationOf(place, person, app)], slow, 1))[0]!))
    const [here] = await inTurn(browser, [task], unthrottled, 3)
    return [...sections, { title: 'In the browser: other places', columns: { app: 'nothing cached', stock: 'opened before' }, rows: places },
      { title: 'In the browser: task tab without throttling', columns: { app: 'nothing cached', stock: 'opened before' }, rows: [placeRow(taskTab.what, here!)] }]
  }
  finally {
    await browser.close()
    edge.close()
  }
}

/** So many rounds of each, in turn, so that what disturbs the machine disturbs all of them; each round in a browser that has nothing. */
async function inTurn(browser: Browser, destinations: readonly Destination[], conditions: Conditions, rounds: number): Promise<Arrivals[][]> {
  const arrivals: Arrivals[][] = destinations.map(() => [])
  for (let round = 0; round < rounds; round++) {
    for (const [index, destination] of destinations.entries()) arrivals[index]!.push(await arrive(browser, destination, conditions))
  }
  return arrivals
}

async function arrive(browser: Browser, destination: Destination, conditions: Conditions): Promise<Arrivals> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 860 } })
  try {
    const cold = await visit(context, destination, conditions)
    // With the second visit Chromium keeps what it compiled, with the third it uses it (v8.dev/blog/code-caching-for-devs).
    await visit(context, destination, conditions)
    return { cold, warm: await visit(context, destination, conditions) }
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
  return { what: `${what} (${inBytes(middle(rounds, 'cold', 'scripts'))} of JavaScript, gzip)`, app: tell('cold'), stock: tell('warm') }
}
