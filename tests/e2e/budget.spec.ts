import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { placementCatalogue } from '../../shared/placements'
import type { PlacementCode } from '../../shared/placements'
import { readArrival, recordArrival } from '../support/arrival'
import { arrivalBudget, pageBudgets } from '../support/budgets'
import type { PageBudget } from '../support/budgets'
import { filesNamedIn, weightOf } from '../support/page-weight'
import { readRedrawn, recordRedrawn } from '../support/redrawn'
import { people, tasks } from './support/acme'
import { expect, test } from './support/fixtures'
import { optionsOfPlaces } from './support/places'
import { installOverTheWire, newNote, openTaskOverTheWire, sendLaunch } from './support/wire'
import type { World } from './support/world'

const built = path.join(import.meta.dirname, '../../.output-test/public')

const texts = [
  'Draft 2 loses its **green** in print: the fabric comes out grey. Draft 3 holds.',
  'Before it goes out:\n- [x] final file, 3 mm bleed\n- [ ] colours as FOGRA39\n- [ ] the printer\'s word for Thursday noon',
  `@[Priya Nair](user:${people.employee2}) has the numbers, see https://example.org/catalogue/spring?page=4`,
  'The printer needs the file by Thursday. They start in the morning, and whoever is late waits for a week.',
]

/** Twenty notes on a task, as people write them; every fifth is a follow-up. Returns the id of the last. */
async function writeTwenty(world: World): Promise<string> {
  const author = await openTaskOverTheWire(world, people.employee1, tasks.everybody)
  const written = Array.from({ length: 20 }, (_, number) => newNote(texts[number % texts.length]!))
  for (const [number, note] of written.entries()) {
    const answer = await author.call('POST', '/api/notes', number % 5 === 0 ? { ...note, dueAt: Date.now() + 86_400_000 } : note)
    expect(answer.ok).toBe(true)
  }
  return written.at(-1)!.id
}

/** What the browser gets when employee 1 opens a place. */
async function launch(world: World, code: PlacementCode, options = optionsOfPlaces[code]): Promise<string> {
  const { action, fields } = world.launch({ portal: 'acme', userId: people.employee1, options })
  const url = new URL(action)
  url.pathname = placementCatalogue[code].page
  const form = { ...Object.fromEntries(fields), PLACEMENT: code, PLACEMENT_OPTIONS: JSON.stringify(options) }
  const answer = await sendLaunch(url.href, form)
  expect(answer.status, code).toBe(200)
  return answer.text()
}

function budgetOf(code: PlacementCode, options: unknown): PageBudget {
  const { view } = placementCatalogue[code].resolve(options, people.employee1)!
  const budget = pageBudgets[view]
  if (!budget) throw new Error(`${view} has no budget`)
  return budget
}

test('every place stays within its budget of bytes, and so does every view of those that show several by turns', async ({ world }) => {
  await installOverTheWire(world)
  const note = await writeTwenty(world)
  const places = (Object.keys(placementCatalogue) as PlacementCode[]).filter(code => !placementCatalogue[code].plain)
  const byTurns: [PlacementCode, unknown][] = [
    ['DEFAULT', { view: 'note', note }], ['DEFAULT', { view: 'subject', subject: `task:${tasks.everybody}` }], ['DEFAULT', { view: 'templates' }],
    ['REST_APP_URI', { note }], ['REST_APP_URI', []],
  ]
  const tooMuch: string[] = []
  for (const [code, options] of [...places.map(code => [code, optionsOfPlaces[code]] as const), ...byTurns]) {
    const html = await launch(world, code, options)
    expect(html, code).not.toContain('"refused"')
    const { scripts, styles, prefetched } = filesNamedIn(html)
    expect(prefetched, `${code} has browsers fetch in advance`).toEqual([])
    const weight: PageBudget = { html: gzipSync(html).length, scripts: weightOf(scripts, built), styles: weightOf(styles, built) }
    expect(weight.scripts, `${code} names its scripts`).toBeGreaterThan(0)
    const budget = budgetOf(code, options)
    for (const part of ['html', 'scripts', 'styles'] as const) {
      if (weight[part] > budget[part]) tooMuch.push(`${code} ${JSON.stringify(options)}: ${weight[part]} bytes of ${part}, the budget is ${budget[part]}`)
    }
  }
  expect(tooMuch).toEqual([])
})

/** The file that only the SDK can be: it alone speaks with the portal's page. */
const isSdk = (file: string) => readFileSync(path.join(built, file), 'utf8').includes('getInitData')

test('a task with twenty notes arrives in few requests, stands still and is not drawn again, and the SDK follows when it has been seen', async ({ world, portal, page }) => {
  await installOverTheWire(world)
  await writeTwenty(world)
  const { scripts: named } = filesNamedIn(await launch(world, 'TASK_VIEW_TAB'))
  await page.addInitScript(recordArrival)
  await page.addInitScript(recordRedrawn)
  await portal.loginAs('employee1')
  const notes = await portal.openTask(tasks.everybody)
  await expect(notes.notes).toHaveCount(20)

  const arrival = () => notes.frame.locator('html').evaluate(readArrival)
  const scriptsOf = (fetched: { path: string }[]) => fetched.map(({ path }) => path).filter(path => path.endsWith('.js'))
  const sdk = `/_nuxt/${readdirSync(path.join(built, '_nuxt')).find(file => file.endsWith('.js') && isSdk(`_nuxt/${file}`))}`
  await expect.poll(async () => scriptsOf((await arrival()).fetched)).toContain(sdk)
  let seen = 0
  await expect.poll(async () => {
    const before = seen
    seen = (await arrival()).fetched.length
    return seen === before
  }, { intervals: [500] }).toBe(true)

  const { firstContentfulPaint, usableAt, shifts, fetched } = await arrival()
  expect(shifts, 'what moved by itself').toEqual([])
  // Vue writes what a field holds into its attribute, too.
  const vues = ['note-text: value null is ""']
  expect((await notes.frame.locator('html').evaluate(readRedrawn)).filter(change => !vues.includes(change)), 'what changed by itself').toEqual([])
  expect(fetched.find(({ path }) => path === sdk)!.at).toBeGreaterThan(firstContentfulPaint!)
  const first = fetched.filter(({ at }) => at < usableAt!)
  const before = scriptsOf(first)
  const unnamed = before.filter(script => !named.includes(script))
  expect(unnamed.length, `scripts that are found late: ${unnamed}`).toBeLessThanOrEqual(arrivalBudget.unnamedScripts)
  expect(first.length + 1, 'requests until it is usable').toBeLessThanOrEqual(arrivalBudget.requests)
  expect(weightOf(before, built), 'bytes of JavaScript before it is usable').toBeLessThanOrEqual(arrivalBudget.scripts)
  expect(weightOf(scriptsOf(fetched), built), 'bytes of JavaScript once it is idle').toBeLessThanOrEqual(arrivalBudget.scriptsWhenIdle)
})
