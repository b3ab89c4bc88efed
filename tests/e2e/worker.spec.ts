import { randomUUID } from 'node:crypto'
import { people, tasks } from './support/acme'
import { expect, test } from './support/fixtures'
import { alive } from './support/notes-page'
import { formOf, installOverTheWire, openTaskOverTheWire, sendLaunch } from './support/wire'
import type { World } from './support/world'

const page = '/placements/page-background-worker'

/** A note of employee 1 that is due now. */
async function dueNote(world: World, text: string): Promise<string> {
  const employee = await openTaskOverTheWire(world, people.employee1, tasks.everybody)
  const id = randomUUID()
  const answer = await employee.call('POST', '/api/notes', { id, subject: `task:${tasks.everybody}`, text, visibility: 'team', dueAt: Date.now() - 5000 })
  expect(answer.status).toBe(200)
  return id
}

const workers = (world: World) => world.control.placements({ portal: 'acme' }).filter(({ placement }) => placement === 'PAGE_BACKGROUND_WORKER')

test('the worker\'s page is small, the same for everybody, framed by its portal alone, and asks nobody', async ({ world }) => {
  await installOverTheWire(world)
  const frame = world.launch({ portal: 'acme', userId: people.employee1, placement: 'PAGE_BACKGROUND_WORKER' })
  expect(new URL(frame.action).pathname).toBe(page)
  const calls = JSON.stringify([world.control.calls({ portal: 'acme' }), world.control.calls({})])
  const before = world.database.census()

  for (const answer of [await sendLaunch(frame.action, formOf(frame)), await fetch(frame.action), await fetch(frame.action, { method: 'HEAD' })]) {
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toContain('text/html')
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.headers.get('content-security-policy')).toMatch(new RegExp(`script-src 'self' 'nonce-[^']+';.*frame-ancestors ${world.portals.acme.origin}`))
    expect(Buffer.byteLength(await answer.text())).toBeLessThanOrEqual(6 * 1024)
  }
  expect((await fetch(world.app.origin + page)).headers.get('content-security-policy')).toContain('frame-ancestors \'none\'')
  expect(JSON.stringify([world.control.calls({ portal: 'acme' }), world.control.calls({})])).toBe(calls)
  expect(world.database.census()).toEqual(before)
})

test('a follow-up that is due opens by itself, once in this browser', async ({ world, portal }) => {
  await installOverTheWire(world)
  const id = await dueNote(world, 'Call the printer back')
  await portal.loginAs('employee1')
  await portal.goto()
  await alive(portal.sliderApp)
  await expect(portal.sliderApp.getByTestId('note')).toContainText('Call the printer back')
  await portal.closeSlider()

  // On another page it is still due and does not open again: while a slider of its own is open the worker asks nothing more.
  await portal.page.clock.install()
  await portal.goto('/company/personal/user/3/tasks/')
  for (const _question of ['first', 'second']) {
    const asked = portal.page.waitForResponse(/\/api\/follow-ups\/due$/)
    await portal.page.clock.fastForward('02:00')
    expect((await (await asked).json() as { due: { note: string }[] }).due.map(({ note }) => note)).toEqual([id])
  }
  await expect(portal.page.getByTestId('slider')).toHaveCount(0)
})

test('a removed worker is there again once an administrator has opened Sidenote', async ({ world }) => {
  await installOverTheWire(world)
  expect(workers(world)).toHaveLength(1)
  world.control.removeWorker({ portal: 'acme' })
  await expect.poll(() => world.database.rows('SELECT 1 FROM portals WHERE worker_removed_at IS NOT NULL')).toHaveLength(1)

  await openTaskOverTheWire(world, people.employee1, tasks.everybody)
  expect(workers(world)).toEqual([])
  await openTaskOverTheWire(world, people.admin, tasks.everybody)
  await expect.poll(() => workers(world)).toHaveLength(1)
  await expect.poll(() => world.database.rows('SELECT 1 FROM portals WHERE worker_removed_at IS NOT NULL')).toHaveLength(0)
})

test('word about a portal that nobody knows changes nothing', async ({ world }) => {
  await installOverTheWire(world)
  const before = world.database.census()
  const tell = (memberId: string, body: string) => fetch(`${world.app.origin}/worker/removed?member_id=${memberId}`, { method: 'POST', body: new URLSearchParams(body) })
  for (const answer of [await tell('f'.repeat(32), 'error=ERROR_PLACEMENT_LOADING_OVERTIME'), await tell('\' OR 1=1', 'error=ERROR_PLACEMENT_LOADING_OVERTIME'), await tell(world.portals.acme.memberId, 'error=OTHER')]) {
    expect([answer.status, await answer.text()]).toEqual([200, ''])
  }
  expect((await tell(world.portals.acme.memberId, `error=${'x'.repeat(10_000)}`)).status).toBe(413)
  expect(world.database.census()).toEqual(before)
  expect(world.database.rows('SELECT 1 FROM portals WHERE worker_removed_at IS NOT NULL')).toEqual([])
})
