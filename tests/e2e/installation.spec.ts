import { defaultPlacements, people, tasks } from './support/acme'
import { expect, test } from './support/fixtures'
import { alive } from './support/notes-page'
import { installOverTheWire } from './support/wire'

const steps = ['verify', 'store', 'placements', 'fields', 'events', 'finish'] as const

test('the installer says what it does, registers what is wanted, and finishes once', async ({ portal, world, page }) => {
  await portal.loginAs('admin')
  const seen: string[] = []
  await page.exposeBinding('reportStep', (_source, text: string) => void seen.push(text))
  await page.addInitScript(() => {
    const report = (globalThis as unknown as { reportStep: (text: string) => void }).reportStep
    const look = () => document.querySelectorAll<HTMLElement>('[data-testid^="install-step-"]').forEach(row =>
      report(`${row.dataset.testid!.slice('install-step-'.length)} ${row.dataset.state}`))
    new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-state'] })
  })
  await portal.installApp()
  for (const step of steps) expect(seen, `the step ${step} was seen to end well`).toContain(`${step} done`)
  expect(seen).toContain('placements running')

  expect(world.control.placements({ portal: 'acme' }).map(({ placement, handler }) => [placement, handler]))
    .toEqual(defaultPlacements.map(code => [code, `${world.app.origin}/placements/${code.toLowerCase().replaceAll('_', '-')}`]))
  const handlers = world.control.handlers({ portal: 'acme' }).map(({ event, handler }) => [event, handler]).sort()
  expect(handlers).toEqual(['ONAPPINSTALL', 'ONAPPUNINSTALL', 'ONAPPUPDATE'].map(event => [event, `${world.app.origin}/events`]))
  const finished = world.control.journal({ portal: 'acme', kind: 'frame' }).filter(({ title, direction }) => title === 'setInstallFinish' && direction === 'in')
  expect(finished).toHaveLength(1)
})

test('a person who is not an administrator learns who can install', async ({ portal, world, page }) => {
  // The Market does not let employees install; the installer's address is no secret, though.
  await installOverTheWire(world)
  await portal.loginAs('employee1')
  world.control.setApp({ url: `${world.app.origin}/install` })
  await page.goto(`${portal.origin()}/marketplace/app/6/`)
  const frame = portal.frame('DEFAULT')
  await expect(frame.getByTestId('page-refused')).toHaveAttribute('data-code', 'admin_required')
  await expect(frame.getByTestId('install-step-placements')).toHaveCount(0)
})

test('installing again keeps what is right and repairs what is missing', async ({ portal, world }) => {
  await portal.loginAs('admin')
  await portal.installApp()
  const before = world.control.placements({ portal: 'acme' })
  world.control.update({ portal: 'acme', removeHandlers: true })

  await portal.goto('/marketplace/app/6/')
  await portal.untilInstalled()
  expect(world.control.placements({ portal: 'acme' })).toEqual(before)
  expect(world.control.handlers({ portal: 'acme' })).toHaveLength(3)
  const notes = await portal.openTask(tasks.everybody)
  await notes.write('Still here after the update')
})

test('a placement that Bitrix24 refuses does not stop the rest, and can be tried again', async ({ portal, world }) => {
  await portal.loginAs('admin')
  world.control.setFaults({ portal: 'acme', faults: { refusePlacements: ['TASK_VIEW_TAB'] } })
  await portal.installApp()
  expect(world.control.placements({ portal: 'acme' }).map(({ placement }) => placement)).toEqual(defaultPlacements.filter(code => code !== 'TASK_VIEW_TAB'))
  expect(world.control.handlers({ portal: 'acme' })).toHaveLength(3)

  world.control.setFaults({ portal: 'acme', faults: { refusePlacements: [] } })
  world.control.update({ portal: 'acme' })
  await portal.goto('/marketplace/app/6/')
  await portal.untilInstalled()
  expect(world.control.placements({ portal: 'acme' }).map(({ placement }) => placement).sort()).toEqual(defaultPlacements.toSorted())
})

test('a step that fails says why and goes on from there when asked', async ({ portal, world, page, allow }) => {
  allow({ url: /\/api\/installation\/events$/, status: 503 })
  await portal.loginAs('admin')
  let failing = true
  await page.route('**/api/installation/events', route => failing
    ? route.fulfill({ status: 503, headers: { 'retry-after': '5' }, json: { error: { code: 'portal_unavailable', message: 'down' } } })
    : route.continue())
  const installer = await portal.pressInstall()
  await expect(installer.getByTestId('install-step-events')).toHaveAttribute('data-state', 'failed')
  await expect(installer.getByTestId('install-step-placements')).toHaveAttribute('data-state', 'done')
  await expect(installer.getByTestId('install-step-finish')).toHaveAttribute('data-state', 'waiting')
  expect(world.control.describe().portals[0]!.app.state).toBe('installing')

  failing = false
  await installer.getByTestId('install-retry').click()
  await portal.untilInstalled()
  expect(world.control.handlers({ portal: 'acme' })).toHaveLength(3)
})

test('on a portal that we do not know an administrator installs there and then', async ({ portal, world, allow }) => {
  allow({ url: /127\.0\.0\.1:\d+\/\?/, status: 409 })
  world.control.install({ portal: 'acme' })
  world.control.finishInstall({ portal: 'acme' })
  await portal.loginAs('employee1')
  const theirs = await portal.openApp()
  await expect(theirs.getByTestId('page-not-installed')).toBeVisible()
  await expect(theirs.getByTestId('install-step-placements')).toHaveCount(0)

  await portal.loginAs('admin')
  const mine = await portal.openApp()
  await alive(mine)
  await expect(mine.getByTestId('install-step-finish')).toHaveAttribute('data-state', 'done')
  expect(world.control.placements({ portal: 'acme' }).map(({ placement }) => placement)).toEqual(defaultPlacements)
  await mine.getByTestId('install-open').click()
  await expect(mine.getByTestId('empty')).toBeVisible()
  expect(world.database.rows('SELECT status, installer_id FROM portals')).toEqual([{ status: 'installed', installer_id: people.admin }])
})

test('the same end comes without any event, and with a late one', async ({ portal, world }) => {
  world.control.setFaults({ portal: 'acme', faults: { dropEvents: true } })
  await portal.loginAs('admin')
  await portal.installApp()
  expect(world.database.rows('SELECT 1 FROM event_inbox')).toEqual([])
  const notes = await portal.openTask(tasks.everybody)
  await notes.write('No event came, and nothing is missing')
})
