import { randomBytes } from 'node:crypto'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { createEventsRepository } from '#db/repositories/events'
import { createKeyring } from '#db/sealing'
import { subjectKey } from '#shared/subjects'
import { createInbox } from '../../../server/events/inbox'
import { nextAttempt } from '../../../server/events/verdict'
import { pruneOldRecords } from '../../../server/retention/prune'
import { createRunning } from '../../../server/running'
import type { EventWorld } from '../support/events'
import { createEventWorld, installAcme, installBody, uninstallBody } from '../support/events'

const day = 86_400_000

let world: EventWorld
beforeEach(() => {
  world = createEventWorld()
})

describe('the inbox', () => {
  it('obeys oldest first, whatever came first', async () => {
    await installAcme(world)
    world.authorization.live('access-2')
    await world.receive(installBody({ access_token: 'access-2' }, { ts: '1795249000' }))
    world.authorization.dead('access-1')
    world.authorization.dead('access-2')
    await world.receive(uninstallBody('0', {}, { ts: '1795248500' }))
    await world.inbox.work()
    expect(world.stored().map(({ ts, state }) => [ts, state])).toEqual([[1795249000, 'ignored'], [1795248500, 'done']])
  })

  it('works in one process at a time', async () => {
    world.authorization.live('access-1')
    await world.receive(installBody())
    await world.database.locks.acquire('inbox', 'another process', 30_000, world.clock())
    await world.inbox.work()
    expect(world.stored()[0]!.attempts).toBe(0)
    await world.after(30_001)
    expect(world.outcomes()).toEqual(['done installed'])
  })

  it('does each event once when many ask at the same time', async () => {
    world.authorization.live('access-1')
    await world.receive(installBody())
    const other = createInbox(world.deps)
    world.authorization.asked.length = 0
    await Promise.all([world.inbox.work(), other.work(), world.inbox.work(), other.work()])
    expect(world.outcomes()).toEqual(['done installed'])
    expect(world.authorization.asked).toEqual(['access-1'])
  })

  it('stops between two events when the process is ending, and leaves the rest to the next one', async () => {
    await installAcme(world)
    await world.receive(uninstallBody('0'))
    await world.receive(uninstallBody('1'))
    world.running.end()
    await world.inbox.work()
    expect(world.stored().map(({ attempts }) => attempts)).toEqual([0, 0])
    await createInbox({ ...world.deps, running: createRunning() }).work()
    expect(world.stored().every(({ attempts }) => attempts === 1)).toBe(true)
  })

  it('works once on what comes together', async () => {
    world.authorization.live('access-1')
    await world.receive(installBody())
    world.inbox.workSoon()
    await world.receive(installBody({}, { ts: '1795249001' }))
    world.inbox.workSoon()
    expect(world.planned).toHaveLength(1)
    expect(world.stored().every(({ attempts }) => attempts === 0)).toBe(true)
    const [soon] = world.planned.splice(0)
    expect(soon!.ms).toBeLessThan(1_000)
    soon!.run()
    await vi.waitFor(() => expect(world.stored().every(({ attempts }) => attempts === 1)).toBe(true))
    world.inbox.workSoon()
    expect(world.planned).toHaveLength(1)
  })

  it('plans one next look, not one per run', async () => {
    world.authorization.isDown = true
    await world.receive(installBody())
    for (let i = 0; i < 5; i++) await world.inbox.work()
    expect(world.planned).toHaveLength(1)
  })

  it('gives up an event whose key is gone, and goes on with the others', async () => {
    world.authorization.live('access-1')
    const strange = createEventsRepository(world.database.db, createKeyring([{ id: 'lost', key: randomBytes(32) }]))
    await strange.append({ memberId: 'globex', event: 'ONAPPINSTALL', ts: 1, body: 'x' }, world.clock())
    await world.receive(installBody())
    await world.inbox.work()
    expect(world.outcomes()).toEqual(['failed seal_broken', 'done installed'])
  })

  it('survives an error of the database', async () => {
    world.authorization.live('access-1')
    await world.receive(installBody())
    world.deps.events.due = () => Promise.reject(new Error('disk full'))
    await createInbox(world.deps).work()
    expect(world.names()).toContain('events.inbox.failed')
  })
})

describe('pauses', () => {
  it('grow, and end a day after the event came', () => {
    expect([1, 2, 3, 6, 7, 8, 30].map(attempts => nextAttempt(attempts, 0, 0)! / 1000)).toEqual([2, 5, 10, 600, 3600, 14_400, 14_400])
    expect(nextAttempt(9, 0, day - 1000)).toBe(day)
    expect(nextAttempt(9, 0, day)).toBeNull()
  })

  it('give an event that slept through its day a few looks', () => {
    expect(nextAttempt(1, 0, 2 * day)).toBe(2 * day + 2000)
    expect(nextAttempt(4, 0, 2 * day)).toBeNull()
  })
})

describe('retention', () => {
  it('removes what is old, in steps, and nothing else', async () => {
    await installAcme(world)
    const { audit, journal, proofs, events, lists, notes, templates } = world.database
    const { id: portalId } = (await world.acme())!
    for (let i = 0; i < 1001; i++) await journal.append({ portalId, userId: 1, method: 'profile', status: 200, errorCode: null, durationMs: 1, at: world.clock() - 8 * day })
    await journal.append({ portalId, userId: 1, method: 'profile', status: 200, errorCode: null, durationMs: 1, at: world.clock() - 4 * day })
    await proofs.save('old', { portalId, userId: 1, expiresAt: world.clock() - 1 })
    await proofs.save('new', { portalId, userId: 1, expiresAt: world.clock() + 1 })
    const finished = await events.append({ memberId: 'acme', event: 'ONAPPINSTALL', ts: 1, body: 'a' }, world.clock() - 31 * day)
    await events.finish(finished!, 'done', 'installed')
    await events.append({ memberId: 'acme', event: 'ONAPPINSTALL', ts: 1, body: 'b' }, world.clock() - 31 * day)

    for (const days of [365, 367]) await audit.append({ portalId, at: world.clock() - days * day, userId: 1, action: 'exported', details: { count: days } })

    const page = { portalId, userId: 1, owner: subjectKey('project', 11), keys: [subjectKey('task', 31)], more: false }
    await lists.save({ ...page, start: 0, checkedAt: world.clock() - 2 * day })
    await lists.save({ ...page, start: 50, checkedAt: world.clock() })

    const note = { portalId, subject: page.keys[0]!, authorId: 1, text: 'x', visibility: 'team' as const, createdAt: 0 }
    for (const id of ['kept', 'deleted', 'long gone']) await notes.insert({ ...note, id })
    await notes.remove(portalId, 1, 'deleted', world.clock() - 29 * day)
    await notes.remove(portalId, 1, 'long gone', world.clock() - 31 * day)

    const template = { portalId, ownerId: 1, kind: 'chat' as const, title: 'x', text: 'x', shared: false, createdAt: 0, updatedAt: 0 }
    for (const [id, days] of [['deleted', 29], ['long gone', 31]] as const) {
      await templates.insert({ ...template, id })
      await templates.remove({ portalId, userId: 1, reach: 'own', id, now: world.clock() - days * day })
    }

    let steps = 0
    const removed = await pruneOldRecords({ ...world.deps, breathe: async () => void steps++ })
    expect(removed).toEqual({ proofs: 1, journal: 1001, events: 1, lists: 1, notes: 1, templates: 1, audit: 1 })
    expect(steps).toBe(5)
    expect(await proofs.find('new', world.clock())).toBeDefined()
    expect(world.stored()).toHaveLength(1)
    expect(await lists.find({ ...page, start: 50 })).toMatchObject({ keys: page.keys })
    expect(await notes.restore(portalId, 1, 'deleted')).toBeDefined()
    expect(await notes.restore(portalId, 1, 'long gone')).toBeUndefined()
    expect(await templates.restore({ portalId, userId: 1, reach: 'own', id: 'deleted' })).toBeDefined()
    expect(await templates.restore({ portalId, userId: 1, reach: 'own', id: 'long gone' })).toBeUndefined()
  })

  it('takes a hundred notes at a time, which do not go alone', async () => {
    await installAcme(world)
    const { notes } = world.database
    const { id: portalId } = (await world.acme())!
    for (let number = 0; number < 201; number++) {
      const id = `note ${number}`
      await notes.insert({ portalId, id, subject: subjectKey('task', 31), authorId: 1, text: 'x', visibility: 'team', createdAt: 0 })
      await notes.remove(portalId, 1, id, world.clock() - 31 * day)
    }
    const left: unknown[] = []
    const removed = await pruneOldRecords({ ...world.deps, breathe: async () => void left.push(world.database.sqlite.prepare('select count(*) as n from notes').get()) })
    expect(left).toEqual([{ n: 101 }, { n: 1 }])
    expect(removed.notes).toBe(201)
  })
})
