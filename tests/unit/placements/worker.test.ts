import { beforeEach, describe, expect, it } from 'vitest'
import { AppError } from '#shared/errors'
import { RestError } from '../../../server/bitrix24/types'
import { noteRemovedWorker, restoreWorker, workerRetryAfter } from '../../../server/placements/worker'
import { createTestClock, createTestDatabase, createTestLog } from '../support/database'
import { createFakePortal } from '../support/fake-portal'

const overtime = 'ERROR_PLACEMENT_LOADING_OVERTIME'
const origin = 'https://sidenote.test'

type World = Awaited<ReturnType<typeof createWorld>>
async function createWorld() {
  const database = createTestDatabase()
  const clock = createTestClock()
  const fake = createFakePortal()
  fake.offered = ['PAGE_BACKGROUND_WORKER', 'LEFT_MENU']
  const { log, names } = createTestLog()
  const services = { config: { origin } as never, repositories: database, restFor: () => fake.rest, clock, log }
  const { id } = await database.portals.record({
    memberId: 'acme', clientEndpoint: 'https://acme.test/rest/', origin: 'https://acme.test', oauthServer: 'https://oauth.test', scopes: '', appVersion: 1,
  }, clock())
  await database.portals.markInstalled(id, clock())
  const acme = async () => (await database.portals.findById(id))!
  return {
    database, clock, fake, names, services, acme,
    removedAt: async () => (await acme()).workerRemovedAt,
    note: (memberId = 'acme', error = overtime) => noteRemovedWorker(memberId, error, services),
    launch: async (isAdmin = true) => restoreWorker(await acme(), { portalId: id, userId: 1, name: 'Ada', photo: null, timeZone: null, isAdmin, checkedAt: clock() }, services),
  }
}

let world: World
beforeEach(async () => {
  world = await createWorld()
})

describe('word that the worker was removed', () => {
  it('is noted for a known portal, once', async () => {
    const first = world.clock()
    await world.note()
    world.clock.pass(1000)
    await world.note()
    expect(await world.removedAt()).toBe(first)
    expect(world.names()).toEqual(['worker.registration.removed'])
  })

  it('changes nothing for an unknown portal or another reason', async () => {
    await world.note('nobody')
    await world.note('acme', 'ERROR_CORE')
    expect(await world.removedAt()).toBeNull()
    expect(world.names()).toEqual([])
  })
})

describe('the next launch', () => {
  it('of an administrator registers the worker, and touches nothing else', async () => {
    world.fake.placements = [{ placement: 'LEFT_MENU', handler: 'https://somewhere.test/', title: 'Not in the catalogue\'s words', options: [] }]
    await world.note()
    await world.launch()
    expect(world.fake.placements.map(({ placement }) => placement)).toEqual(['LEFT_MENU', 'PAGE_BACKGROUND_WORKER'])
    expect(world.fake.placements[1]).toMatchObject({ handler: `${origin}/placements/page-background-worker`, options: { errorHandlerUrl: `${origin}/worker/removed?member_id=acme` } })
    expect(await world.removedAt()).toBeNull()
  })

  it('asks nothing when nobody said that the worker is gone', async () => {
    await world.launch()
    expect(world.fake.calls).toEqual([])
  })

  it('of somebody else leaves it to an administrator', async () => {
    await world.note()
    await world.launch(false)
    expect(world.fake.calls).toEqual([])
    expect(await world.removedAt()).not.toBeNull()
  })

  it('finds a forged word out: the worker is there, and stays', async () => {
    await world.note()
    await world.launch()
    await world.note()
    world.fake.calls.length = 0
    await world.launch()
    expect(world.fake.methods()).toEqual(['placement.list', 'placement.get'])
    expect(await world.removedAt()).toBeNull()
  })

  it('does it once, when two come at the same time', async () => {
    await world.note()
    await Promise.all([world.launch(), world.launch()])
    expect(world.fake.methods()).toEqual(['placement.list', 'placement.get', 'placement.bind'])
  })

  it.each([
    ['a refusal', new RestError('placement.bind', 'ERROR_ARGUMENT', 'No', 400)],
    ['an outage', new AppError('portal_unavailable', 'Gone')],
  ])('survives %s: it is logged, still to be done, and tried again after a pause', async (_what, trouble) => {
    await world.note()
    world.fake.trouble = method => method === 'placement.bind' ? trouble : undefined
    await world.launch()
    expect(world.names().at(-1)).toBe('worker.registration.failed')
    expect(await world.removedAt()).not.toBeNull()

    world.fake.trouble = () => undefined
    world.fake.calls.length = 0
    await world.launch()
    expect(world.fake.calls).toEqual([])
    world.clock.pass(workerRetryAfter)
    await world.launch()
    expect(await world.removedAt()).toBeNull()
  })

  it('keeps the word of a removal that came while it was at work', async () => {
    await world.note()
    const before = await world.acme()
    world.clock.pass(1)
    await world.database.portals.noteWorkerRestored(before.id, before.workerRemovedAt!)
    await world.note()
    await world.database.portals.noteWorkerRestored(before.id, before.workerRemovedAt!)
    expect(await world.removedAt()).toBe(world.clock())
  })
})
