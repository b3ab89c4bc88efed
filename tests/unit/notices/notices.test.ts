import { beforeEach, describe, expect, it } from 'vitest'
import { AppError } from '#shared/errors'
import { mentionOf } from '#shared/markdown'
import type { SubjectKey } from '#shared/subjects'
import type { Rest, RestFor } from '../../../server/bitrix24/types'
import { RestError } from '../../../server/bitrix24/types'
import { pauseAfter } from '../../../server/delivery/deliver'
import { finishFollowUp, listDueFollowUps, listOpenFollowUps, setFollowUp } from '../../../server/follow-ups/follow-ups'
import { changeNote, deleteNote, restoreNote } from '../../../server/notes/notes'
import { sendDueNotices } from '../../../server/notices/work'
import { createRunning } from '../../../server/running'
import { createTestLog } from '../support/database'
import type { NotesWorld } from '../support/notes'
import { createNotesWorld } from '../support/notes'

const [ada, ben, cleo] = [1, 2, 3] as const
const names = { [ada]: 'Ada', [ben]: 'Ben', [cleo]: 'Cleo' }
const minute = 60_000
const hour = 60 * minute

interface Call { portalId: number, userId: number, method: string, params: Record<string, unknown> }

let world: NotesWorld
let log: ReturnType<typeof createTestLog>
let task: SubjectKey
/** What the portals' bells hold, by tag: a repeated tag replaces the earlier one. */
let bells: Map<string, { to: number, by: number, message: string }>
let calls: Call[]
/** What a call meets instead of an answer. */
let trouble: (call: Call) => Error | undefined
/** What `tasks.task.getaccess` says of everybody. */
let reads: boolean

beforeEach(async () => {
  world = await createNotesWorld()
  log = createTestLog()
  bells = new Map()
  calls = []
  trouble = () => undefined
  reads = true
  task = await world.show('task:286', [ada, ben, cleo])
  install(world.portalId)
})

function install(portalId: number) {
  world.database.sqlite.prepare(`update portals set status = 'installed' where id = ?`).run(portalId)
}

const restFor: RestFor = (portalId, userId) => {
  const call = async (method: string, params: Record<string, unknown> = {}) => {
    const made = { portalId, userId, method, params }
    calls.push(made)
    await Promise.resolve()
    const error = trouble(made)
    if (error) throw error
    if (method === 'user.get') return [2, 3, 7].includes(Number((params.FILTER as { ID: string }).ID)) ? [{ ID: (params.FILTER as { ID: string }).ID, ACTIVE: true, NAME: 'Dora', LAST_NAME: 'Novak' }] : []
    if (method === 'tasks.task.getaccess') return { allowedActions: { [(params.users as number[])[0]!]: { 'FAVORITE.ADD': reads, 'FAVORITE.DELETE': false } } }
    if (method === 'im.notify.personal.add') {
      bells.set(`${portalId} ${params.TAG as string}`, { to: params.USER_ID as number, by: userId, message: params.MESSAGE as string })
      return 501
    }
    // Nobody but those whom the world shows the task has a token.
    throw new AppError('portal_access_lost', 'No token')
  }
  return {
    call,
    async batch(commands: Record<string, { method: string, params?: Record<string, unknown> }>) {
      const entries = Object.entries(commands).map(async ([name, { method, params }]) => [name, { ok: true, result: await call(method, params) }])
      return Object.fromEntries(await Promise.all(entries))
    },
  } as unknown as Rest
}

const services = () => ({ ...world.services, restFor })
const deps = () => ({ repositories: world.repositories, restFor, running: createRunning(), clock: world.clock, log: log.log, appCode: 'sidenote.notes' })
const work = () => sendDueNotices(deps())
const told = () => [...bells.values()]
const toldWhom = () => told().map(({ to }) => to).toSorted()
const mention = (...people: (keyof typeof names)[]) => people.map(id => mentionOf({ id, name: names[id] })).join(' and ')
const edit = (author: number, note: { id: string, version: number }, text: string) => changeNote(world.viewer(author), note.id, { text, version: note.version }, services())
const give = (by: number, note: string, assignee: number) => setFollowUp(world.viewer(by), note, { dueAt: world.clock() + hour, assignee }, services())

describe('a mention', () => {
  it('is told in the name of the author, with what the note says in words, and nothing of it read as BB code', async () => {
    const { id } = await world.write(ada, task, { text: `**Ask** ${mention(ben)} about [b]oak[/b]` })
    expect(await work()).toBe(1)
    expect(told()).toEqual([{
      to: ben, by: ada,
      message: `[B]mentioned you in a note: Title of task:286[/B][BR]Ask @Ben about (b)oak(/b)[BR][URL=https://acme.test/marketplace/view/sidenote.notes/?params%5Bnote%5D=${id}]Open the note[/URL]`,
    }])
    expect(await work()).toBe(0)
  })

  it('is told once, however often the note is edited; whom an edit adds is told then; nobody of oneself', async () => {
    const note = await world.write(ada, task, { text: `For ${mention(ben, ada)}` })
    await work()
    await edit(ada, note, `For ${mention(cleo)}, and still ${mention(ben)}`)
    expect(await work()).toBe(1)
    expect(toldWhom()).toEqual([ben, cleo])
  })

  it('is told to twenty people of one note', async () => {
    const text = Array.from({ length: 25 }, (_, index) => mentionOf({ id: 100 + index, name: `Person ${index}` })).join(' ')
    const note = await world.write(ada, task, { text })
    await edit(ada, note, `${text}!`)
    expect(await work()).toBe(20)
  })

  it('of a private note is told once the note is the team\'s', async () => {
    const note = await world.write(ada, task, { text: mention(ben), visibility: 'private' })
    expect(await work()).toBe(0)
    await changeNote(world.viewer(ada), note.id, { visibility: 'team' }, services())
    expect(await work()).toBe(1)
  })

  it('waits while its note is deleted or private, and is dropped when it was edited away', async () => {
    const [deleted, hidden, corrected] = [await world.write(ada, task, { text: mention(ben) }), await world.write(ada, task, { text: mention(ben) }), await world.write(ada, task, { text: mention(ben) })]
    await deleteNote(world.viewer(ada), deleted.id, services())
    await changeNote(world.viewer(ada), hidden.id, { visibility: 'private' }, services())
    await edit(ada, corrected, 'Nobody')
    expect(await work()).toBe(0)
    await restoreNote(world.viewer(ada), deleted.id, services())
    await changeNote(world.viewer(ada), hidden.id, { visibility: 'team' }, services())
    world.clock.pass(hour)
    await world.show(task, [ada, ben])
    expect(await work()).toBe(2)
    expect(told().map(({ message }) => message).some(message => message.includes(corrected.id))).toBe(false)
  })

  it('tells nothing to whom the subject is closed', async () => {
    await world.show(task, [ben], false)
    await world.write(ada, task, { text: mention(ben) })
    expect(await work()).toBe(0)
    world.clock.pass(24 * hour)
    expect(await work()).toBe(0)
    expect(told()).toEqual([])
  })

  it('says that there is one, and not what, to whom no token of theirs showed the subject; nothing when Bitrix24 tells that they do not see it', async () => {
    await world.write(ada, task, { text: `Secret of the bindery, ${mentionOf({ id: 7, name: 'Dora' })}` })
    expect(await work()).toBe(1)
    expect(told()[0]!.message).toMatch(/^\[B\]mentioned you in a note\[\/B\]\[BR\]\[URL=/)
    expect(told()[0]!.message).not.toMatch(/bindery|Title/)
    reads = false
    await world.write(ada, task, { text: mentionOf({ id: 7, name: 'Dora' }) })
    expect(await work()).toBe(0)
  })
})

describe('a follow-up that is given to somebody', () => {
  it('is told them, once; and again after it was another\'s in between', async () => {
    const { id } = await world.write(ada, task, { dueAt: world.clock() + hour, assignee: ben })
    expect(await work()).toBe(1)
    expect(told()[0]).toMatchObject({ to: ben, by: ada, message: expect.stringContaining('gave you a follow-up: Title of task:286') })
    await give(ada, id, ben)
    expect(await work()).toBe(0)
    await give(ben, id, cleo)
    expect(await work()).toBe(1)
    await give(cleo, id, ben)
    expect(await work()).toBe(1)
    expect(calls.filter(({ method, params }) => method.startsWith('im.notify') && params.USER_ID === ben).map(({ userId }) => userId)).toEqual([ada, cleo])
  })

  it('is not told whom it left before, who gave it to themselves, or after it is done', async () => {
    const { id } = await world.write(ada, task, { dueAt: world.clock() + hour, assignee: ben })
    await give(ada, id, ada)
    expect(await work()).toBe(0)
    await give(ada, id, cleo)
    await finishFollowUp(world.viewer(cleo), id, true, services())
    expect(await work()).toBe(0)
    expect(told()).toEqual([])
  })

  it('is refused for whoever does not see the subject, is not there, or when the note is private; and then nothing is written', async () => {
    const dueAt = world.clock() + hour
    const refusal = (assignee: number, note = {}) => world.write(ada, task, { dueAt, assignee, ...note }, world.portalId, services())
    await expect(refusal(ben, { visibility: 'private' })).rejects.toMatchObject({ code: 'assignee_private' })
    await expect(refusal(99)).rejects.toMatchObject({ code: 'assignee_unknown' })
    reads = false
    await expect(refusal(7)).rejects.toMatchObject({ code: 'assignee_denied' })
    await world.show(task, [cleo], false)
    await expect(refusal(cleo)).rejects.toMatchObject({ code: 'assignee_denied' })
    expect(world.database.sqlite.prepare('select (select count(*) from notes) + (select count(*) from notices) as count').get()).toEqual({ count: 0 })
  })

  it('may be of somebody who never opened Sidenote, whose name is kept, and no right with it', async () => {
    const note = await world.write(ada, task, { dueAt: world.clock() + hour, assignee: 7 }, world.portalId, services())
    expect(note.followUp?.assignee).toMatchObject({ id: 7, name: 'Dora Novak' })
    expect(await world.repositories.users.find(world.portalId, 7)).toMatchObject({ isAdmin: false, checkedAt: 0 })
  })

  it('is in the lists of somebody who never opened what it is about, as soon as Bitrix24 has shown it to them', async () => {
    const dueAt = world.clock() + hour
    let seen: unknown = []
    const batch = async (commands: object) => Object.fromEntries(Object.keys(commands).map(name => [name, { ok: true, result: name.includes('286') ? seen : [] }]))
    const asking = (restFor: () => unknown) => ({ ...services(), restFor: restFor as RestFor })
    const other = await world.show('task:9', [ada])
    for (const subject of [task, other]) await world.write(ada, subject, { dueAt, assignee: 7 }, world.portalId, services())
    expect(await listDueFollowUps(world.viewer(7), asking(() => { throw new AppError('portal_unavailable', 'down') }))).toEqual({ due: [], next: null })
    seen = { task: { id: '286', title: 'Agree on the cover' } }
    expect((await listOpenFollowUps(world.viewer(7), {}, asking(() => ({ batch })))).map(({ subject }) => subject.key)).toEqual([task])
    expect(await listDueFollowUps(world.viewer(7), asking(() => { throw new Error('Nobody is asked twice') }))).toEqual({ due: [], next: dueAt })
  })

  it('keeps its note from becoming private', async () => {
    const { id } = await world.write(ada, task, { dueAt: world.clock() + hour, assignee: ben })
    await expect(changeNote(world.viewer(ada), id, { visibility: 'private' }, services())).rejects.toMatchObject({ code: 'note_assigned' })
    expect(await world.repositories.notes.change({ portalId: world.portalId, authorId: ada, id, set: { visibility: 'private' }, now: 1 })).toBeUndefined()
    await give(ada, id, ada)
    expect((await changeNote(world.viewer(ada), id, { visibility: 'private' }, services())).visibility).toBe('private')
  })
})

describe('several processes', () => {
  it('tell each once between them', async () => {
    for (let number = 0; number < 30; number++) await world.write(ada, task, { text: mention(ben) })
    const counts = await Promise.all([work(), work(), work()])
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(30)
    expect(calls.filter(({ method }) => method === 'im.notify.personal.add')).toHaveLength(30)
  })

  it('leave one notification when the first dies between sending and recording', async () => {
    await world.write(ada, task, { text: mention(ben) })
    const dying = { ...world.repositories, notices: { ...world.repositories.notices, settle: () => new Promise<void>(() => {}) } }
    void sendDueNotices({ ...deps(), repositories: dying })
    await expect.poll(() => told().length).toBe(1)
    expect(await work()).toBe(0)
    world.clock.pass(3 * minute)
    expect(await work()).toBe(1)
    expect(told()).toHaveLength(1)
  })
})

describe('trouble', () => {
  it('of one portal delays its own, and is met once a round; those of another portal are told', async () => {
    const other = await world.addPortal('umbrella')
    install(other)
    await world.show(task, [ada, ben], true, other)
    for (let number = 0; number < 3; number++) await world.write(ada, task, { text: mention(ben) })
    await world.write(ada, task, { text: mention(ben) }, other)
    trouble = ({ portalId }) => portalId === world.portalId ? new AppError('portal_unavailable', 'down') : undefined
    expect(await work()).toBe(1)
    expect(calls.filter(({ portalId }) => portalId === world.portalId)).toHaveLength(1)
    trouble = () => undefined
    expect(await work()).toBe(0)
    world.clock.pass(pauseAfter(0))
    expect(await work()).toBe(3)
  })

  it('with the author\'s token delays what they said, and nobody else\'s', async () => {
    await world.write(ada, task, { text: mention(cleo) })
    await world.write(ben, task, { text: mention(cleo) })
    trouble = ({ userId }) => userId === ada ? new AppError('portal_access_lost', 'dead') : undefined
    expect(await work()).toBe(1)
    expect(told()[0]).toMatchObject({ by: ben })
    trouble = () => undefined
    world.clock.pass(pauseAfter(0))
    expect(await work()).toBe(1)
  })

  it('is logged without what the note says', async () => {
    await world.write(ada, task, { text: `Bindery ${mention(ben)}` })
    trouble = ({ method }) => method.startsWith('im.notify') ? new RestError(method, 'INTERNAL_SERVER_ERROR', 'no', 500) : undefined
    expect(await work()).toBe(0)
    expect(log.names()).toContain('notices.send.postponed')
    expect(JSON.stringify(log.lines)).not.toContain('Bindery')
  })
})
