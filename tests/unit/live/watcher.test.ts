import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { subjectKey } from '#shared/subjects'
import { createWatcher, lookEvery } from '../../../server/live/watcher'
import type { NotesWorld } from '../support/notes'
import { createNotesWorld } from '../support/notes'
import { createTestLog } from '../support/database'

const [ada, ben] = [1, 2] as const
const task = subjectKey('task', 31)
const other = subjectKey('task', 32)

let world: NotesWorld
let looks: { mark: number, versions: number }
let log: ReturnType<typeof createTestLog>
let watcher: ReturnType<typeof createWatcher>

beforeEach(async () => {
  world = await createNotesWorld()
  for (const key of [task, other]) await world.show(key, [ada, ben])
  vi.useFakeTimers()
  looks = { mark: 0, versions: 0 }
  log = createTestLog()
  const { changes } = world.repositories
  watcher = createWatcher({
    log: log.log,
    changes: {
      mark: () => { looks.mark++; return changes.mark() },
      versions: (subjects) => { looks.versions++; return changes.versions(subjects) },
    },
  })
})
afterEach(() => vi.useRealTimers())

/** What a listener was told, repetitions left out, as a stream leaves them out. */
function listenTo(key = task, portalId = world.portalId) {
  const told: number[] = []
  const stop = watcher.listen(portalId, key, version => void (told.at(-1) === version || told.push(version)))
  return { told, stop }
}

const look = () => vi.advanceTimersByTimeAsync(lookEvery)

describe('the watcher', () => {
  it('tells at once how often something changed, and then of every change', async () => {
    const note = await world.write(ada, task)
    const { told } = listenTo()
    await vi.advanceTimersByTimeAsync(0)
    expect(told).toEqual([1])
    await world.repositories.notes.pin(world.portalId, ben, note.id, true)
    await look()
    expect(told).toEqual([1, 2])
  })

  it.each([
    ['a note written', async () => { await world.write(ben, task) }],
    ['a follow-up set', async (id: string) => { await world.repositories.followUps.save({ portalId: world.portalId, userId: ada, noteId: id, dueAt: 5, now: 1 }) }],
    ['a deletion', async (id: string) => { await world.repositories.notes.remove(world.portalId, ada, id, 5) }],
  ])('hears of %s', async (_what, happen) => {
    const note = await world.write(ada, task)
    const { told } = listenTo()
    await look()
    await happen(note.id)
    await look()
    expect(told).toEqual([1, 2])
  })

  it('tells nobody what changed elsewhere', async () => {
    const globex = await world.addPortal('globex')
    const [here, there, same] = [listenTo(task), listenTo(other), listenTo(task, globex)]
    await look()
    await world.write(ada, task)
    await look()
    expect([here.told, there.told, same.told]).toEqual([[0, 1], [0], [0]])
  })

  it('asks for no subject while nothing was written at all', async () => {
    listenTo()
    await look()
    const before = { ...looks }
    for (let turn = 0; turn < 10; turn++) await look()
    expect(looks).toEqual({ mark: before.mark + 10, versions: before.versions })
  })

  it('asks nothing while nobody listens', async () => {
    const first = listenTo()
    const second = listenTo()
    await look()
    first.stop()
    await look()
    const { mark } = looks
    expect(mark).toBeGreaterThan(2)
    second.stop()
    await vi.advanceTimersByTimeAsync(10 * lookEvery)
    expect(looks.mark).toBe(mark)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('goes on after the database could not answer', async () => {
    const { told } = listenTo()
    await look()
    await world.write(ada, task)
    const versions = vi.spyOn(world.repositories.changes, 'versions').mockRejectedValueOnce(new Error('busy'))
    await look()
    expect([told, log.names()]).toEqual([[0], ['live.look.failed']])
    await look()
    expect(versions).toHaveBeenCalledTimes(2)
    expect(told).toEqual([0, 1])
  })
})
