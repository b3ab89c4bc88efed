import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { RestTrouble } from '../../portal/shared/placements'
import { people, tasks } from './support/acme'
import { expect, test } from './support/fixtures'
import type { ApiClient } from './support/wire'
import { formOf, installOverTheWire, newNote, openTaskOverTheWire, sendLaunch } from './support/wire'
import type { World } from './support/world'

/** One portal, or the authorization server, is in trouble; nobody else notices, and it heals by itself. No browser. */

type Key = 'acme' | 'globex'

const frameOf = (world: World, portal: Key, userId: number = people.admin, taskId: number = tasks.everybody) =>
  world.launch({ portal, userId, placement: 'TASK_VIEW_TAB', options: { taskId: String(taskId) }, uri: `/company/personal/user/${userId}/tasks/task/view/${taskId}/` })

async function launch(world: World, ...args: [Key, number?, number?]): Promise<Response> {
  const frame = frameOf(world, ...args)
  return sendLaunch(frame.action, formOf(frame))
}

const restCalls = (world: World, portal: Key) => world.control.journal({ portal, kind: 'rest' }).length

/** What every answer about a side in trouble looks like. */
function expectUnavailable(answer: Response) {
  expect(answer.status).toBe(503)
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(Number(answer.headers.get('retry-after'))).toBeLessThanOrEqual(60)
}

/** Everything that globex does in a day. */
async function workOn(world: World, globex: ApiClient) {
  expect((await launch(world, 'globex')).status).toBe(200)
  expect((await launch(world, 'globex', people.admin, tasks.everybodyToo)).status).toBe(200)
  expect((await globex.call('POST', '/api/notes', newNote('Globex works'))).status).toBe(200)
  expect((await globex.call('GET', `/api/notes?subject=task:${tasks.everybody}`)).status).toBe(200)
  expect((await fetch(`${world.app.origin}/readyz`)).status).toBe(200)
}

test('while acme takes half a minute over every answer, globex works and is reminded; acme is told to come back, left alone, and well again by itself', async ({ world }) => {
  test.slow()
  const acme = await installOverTheWire(world, 'acme')
  const globex = await installOverTheWire(world, 'globex')
  for (const client of [acme, globex]) expect((await client.call('POST', '/api/notes', { ...newNote('Soon'), dueAt: Date.now() + 3_600_000 })).status).toBe(200)
  world.control.setFaults({ portal: 'acme', faults: { slowMs: 30_000 } })
  world.database.advance('UPDATE follow_ups SET remind_at = ? WHERE remind_at IS NOT NULL', Date.now())

  const order: string[] = []
  const stuck = Promise.all(Array.from({ length: 40 }, async (_, index) => {
    const answer = await acme.call('GET', `/api/notes?subject=task:${tasks.everybodyToo + index % 5}`)
    order.push((await answer.clone().json() as { error: { code: string } }).error.code)
    return answer
  }))
  await workOn(world, globex)
  order.push('globex')
  const answers = await stuck
  // Eight calls were on their way, and others were refused because there was no room for them.
  expect(order.filter(code => code === 'portal_unavailable')).toHaveLength(8)
  expect(order.indexOf('globex')).toBeLessThan(order.indexOf('portal_unavailable'))
  for (const answer of answers) expectUnavailable(answer)

  const asked = restCalls(world, 'acme')
  expectUnavailable(await acme.call('GET', `/api/notes?subject=task:${tasks.everybodyToo}`))
  expect(restCalls(world, 'acme')).toBe(asked)
  const reminded = (portal: Key) => world.control.notifications({ portal }).length
  await expect.poll(() => reminded('globex'), { timeout: 40_000 }).toBe(1)
  expect(reminded('acme')).toBe(0)

  world.control.setFaults({ portal: 'acme', faults: { slowMs: 0 } })
  await expect.poll(async () => (await acme.call('GET', `/api/notes?subject=task:${tasks.everybodyToo}`)).status, { timeout: 40_000 }).toBe(200)
  // The reminder waits for its next attempt, which nothing has used up.
  world.database.advance('UPDATE follow_ups SET remind_at = ? WHERE remind_at IS NOT NULL', Date.now())
  await expect.poll(() => reminded('acme'), { timeout: 40_000 }).toBe(1)
})

test('whatever nonsense acme answers, nothing follows it, globex works, and acme is well again by itself', async ({ world }) => {
  const seen: string[] = []
  const stranger = createServer((request, response) => {
    seen.push(request.url!)
    response.end('{"result":true}')
  }).listen(0, '127.0.0.1')
  await new Promise(resolve => stranger.once('listening', resolve))
  const to = `http://127.0.0.1:${(stranger.address() as AddressInfo).port}/rest/profile`
  try {
    const acme = await installOverTheWire(world, 'acme')
    const globex = await installOverTheWire(world, 'globex')
    const ask = () => acme.call('GET', `/api/notes?subject=task:${tasks.everybodyToo}`)
    for (const trouble of ['html', 'bad_gateway', 'empty', 'huge', 'cut_off', 'redirect', 'down', 'QUERY_LIMIT_EXCEEDED', 'OVERLOAD_LIMIT'] satisfies RestTrouble[]) {
      world.control.planTroubles({ portal: 'acme', troubles: [{ trouble, to }] })
      expectUnavailable(await ask())
    }
    expectUnavailable(await launch(world, 'acme', people.employee2))
    await workOn(world, globex)
    world.control.planTroubles({ portal: 'acme', troubles: [{ trouble: 'wrong_types' }] })
    await expect.poll(async () => (await ask()).status, { timeout: 20_000 }).toBe(403)
    world.control.planTroubles({ portal: 'acme', troubles: [] })
    await expect.poll(async () => (await acme.call('GET', `/api/notes?subject=task:${tasks.notEmployee2}`)).status, { timeout: 20_000 }).toBe(200)
    expect(seen).toEqual([])
  }
  finally {
    stranger.close()
  }
})

test('while the authorization server is down, the known launch as ever; strangers are told to come back, without it being asked, and it is well again by itself', async ({ world }) => {
  await installOverTheWire(world, 'acme')
  const known = frameOf(world, 'acme')
  expect((await sendLaunch(known.action, formOf(known))).status).toBe(200)
  const strangers = () => launch(world, 'acme', people.employee1)
  world.control.setFaults({ portal: 'acme', faults: { oauthDown: true } })
  for (let time = 0; time < 3; time += 1) expectUnavailable(await strangers())
  const asked = () => world.control.journal({ portal: 'acme', kind: 'oauth' }).length
  const before = asked()
  expectUnavailable(await strangers())
  expect(asked()).toBe(before)
  expect((await sendLaunch(known.action, formOf(known))).status).toBe(200)

  world.control.setFaults({ portal: 'acme', faults: { oauthDown: false } })
  await expect.poll(async () => (await strangers()).status, { timeout: 20_000 }).toBe(200)
  await openTaskOverTheWire(world, people.employee2, tasks.everybody)
})
