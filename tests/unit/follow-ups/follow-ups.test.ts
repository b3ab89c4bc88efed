import { beforeEach, describe, expect, it } from 'vitest'
import { doneFollowUpsPageSize, dueHorizon, dueTolerance, followUpLimit } from '#shared/follow-ups'
import type { FollowUpInput } from '#shared/follow-ups'
import type { NoteEntry } from '#shared/notes'
import type { SubjectKey } from '#shared/subjects'
import { finishFollowUp, listDoneFollowUps, listDueFollowUps, listFollowUpsBetween, listOpenFollowUps, removeFollowUp, setFollowUp } from '../../../server/follow-ups/follow-ups'
import { deleteNote, listSubjectNotes, openNote, restoreNote } from '../../../server/notes/notes'
import type { NotesWorld } from '../support/notes'
import { createNotesWorld } from '../support/notes'

const [ada, ben, cleo] = [1, 2, 3] as const
const hour = 60 * 60_000

let world: NotesWorld
let task: SubjectKey
let now: number
beforeEach(async () => {
  world = await createNotesWorld()
  now = world.clock()
  task = await world.show('task:286', [ada, ben, cleo])
})

const set = (userId: number, note: string, dueAt: number) => setFollowUp(world.viewer(userId), note, { dueAt }, world.services)
const finish = (userId: number, note: string, done = true) => finishFollowUp(world.viewer(userId), note, done, world.services)
const remove = (userId: number, note: string) => removeFollowUp(world.viewer(userId), note, world.services)
const open = (userId: number, kind?: 'user' | 'task') => listOpenFollowUps(world.viewer(userId), { kind }, world.services)
const done = (userId: number, before?: string) => listDoneFollowUps(world.viewer(userId), before, world.services)
const due = (userId: number) => listDueFollowUps(world.viewer(userId), world.services)
const texts = (entries: NoteEntry[]) => entries.map(({ note }) => note.text)

describe('a follow-up', () => {
  it('is set by a person on a note they see, and is theirs', async () => {
    const { id } = await world.write(ada, task)
    const note = await set(ben, id, now + hour)
    expect(note.followUp).toEqual({ assignee: expect.objectContaining({ id: ben, name: 'Ben' }), dueAt: now + hour, doneAt: null, mine: true })
    expect((await openNote(world.viewer(cleo), id, world.services)).note.followUp).toMatchObject({ mine: false, assignee: { id: ben } })
  })

  it('comes with a new note at once, and a repeated request writes neither twice', async () => {
    const draft = { id: '0b6f3a52-7d0e-4c55-9d0c-0a4b2f1c9d11', dueAt: now + hour }
    const first = await world.write(ada, task, draft)
    expect(first.followUp).toMatchObject({ dueAt: now + hour, assignee: { id: ada } })
    await set(ada, first.id, now + 2 * hour)
    // Long after, when the time that was asked for has passed.
    world.clock.pass(90 * 60_000)
    await world.show('task:286', [ada])
    expect((await world.write(ada, task, draft)).followUp).toMatchObject({ dueAt: now + 2 * hour })
    expect(await open(ada)).toHaveLength(1)
  })

  it.each([
    ['long past', -dueTolerance - 1, 'follow_up_past'],
    ['beyond the horizon', dueHorizon + 1, 'follow_up_too_far'],
  ])('is refused when it is %s, and then there is no note either', async (_what, offset, code) => {
    const { id } = await world.write(ada, task)
    await expect(set(ada, id, now + offset)).rejects.toMatchObject({ code })
    await expect(world.write(ada, task, { dueAt: now + offset })).rejects.toMatchObject({ code })
    expect((await listSubjectNotes(world.viewer(ada), task, undefined, world.services)).notes.map(note => note.followUp)).toEqual([null])
  })

  it('may be over where that is no news: when a move is taken back, or an overdue one changes hands; nobody is reminded again', async () => {
    const { id } = await world.write(ada, task)
    const soon = now + 2 * dueTolerance
    await set(ada, id, soon)
    world.clock.pass(5 * dueTolerance)
    const put = (input: FollowUpInput) => setFollowUp(world.viewer(ada), id, input, world.services)
    expect((await put({ dueAt: soon, assignee: ben })).followUp).toMatchObject({ dueAt: soon, assignee: { id: ben } })
    await put({ dueAt: now + hour })
    await expect(put({ dueAt: soon })).rejects.toMatchObject({ code: 'follow_up_past' })
    expect((await put({ dueAt: soon, back: true })).followUp).toMatchObject({ dueAt: soon, doneAt: null })
    expect(await world.repositories.followUps.findMany(world.portalId, [id])).toMatchObject([{ remindAt: null }])

    const other = await world.write(ada, task)
    await expect(setFollowUp(world.viewer(ada), other.id, { dueAt: now, back: true }, world.services)).rejects.toMatchObject({ code: 'follow_up_past' })
  })

  it.each([['just past', -dueTolerance], ['at the horizon', dueHorizon]])('may be %s', async (_what, offset) => {
    const { id } = await world.write(ada, task)
    expect((await set(ada, id, now + offset)).followUp?.dueAt).toBe(now + offset)
  })

  it('is moved by the note\'s author without becoming theirs, and is open again', async () => {
    const { id } = await world.write(ada, task)
    await set(ben, id, now + hour)
    await finish(ben, id)
    expect((await set(ada, id, now + 2 * hour)).followUp).toEqual({ assignee: expect.objectContaining({ id: ben }), dueAt: now + 2 * hour, doneAt: null, mine: true })
  })

  it('is nobody else\'s to move, finish or remove', async () => {
    const { id } = await world.write(ada, task, { dueAt: now + hour })
    for (const attempt of [set(ben, id, now + 2 * hour), finish(ben, id), remove(ben, id)]) await expect(attempt).rejects.toMatchObject({ code: 'follow_up_not_found' })
    expect((await openNote(world.viewer(ada), id, world.services)).note.followUp).toMatchObject({ dueAt: now + hour, doneAt: null })
  })

  it('cannot be finished or removed where there is none', async () => {
    const { id } = await world.write(ada, task)
    await expect(finish(ada, id)).rejects.toMatchObject({ code: 'follow_up_not_found' })
    await expect(remove(ada, id)).rejects.toMatchObject({ code: 'follow_up_not_found' })
  })

  it('is done once, and not done after all', async () => {
    const { id } = await world.write(ada, task, { dueAt: now + hour })
    world.clock.pass(1000)
    expect((await finish(ada, id)).followUp?.doneAt).toBe(now + 1000)
    world.clock.pass(1000)
    expect((await finish(ada, id)).followUp?.doneAt).toBe(now + 1000)
    expect(await open(ada)).toEqual([])
    expect((await finish(ada, id, false)).followUp?.doneAt).toBeNull()
    expect(await open(ada)).toHaveLength(1)
  })

  it('goes and leaves its note', async () => {
    const { id } = await world.write(ada, task, { dueAt: now + hour })
    expect((await remove(ada, id)).followUp).toBeNull()
    expect(await open(ada)).toEqual([])
    expect((await openNote(world.viewer(ada), id, world.services)).note.followUp).toBeNull()
  })

  it('on a private note or a hidden subject is as good as none', async () => {
    const secret = await world.write(ada, task, { visibility: 'private' })
    await expect(set(ben, secret.id, now + hour)).rejects.toMatchObject({ code: 'note_not_found' })
    const hidden = await world.write(ada, await world.show('task:7', [ada]))
    await world.show('task:7', [ben], false)
    await expect(set(ben, hidden.id, now + hour)).rejects.toMatchObject({ code: 'note_not_found' })
  })

  it('is hidden with its deleted note, comes back with it, and is purged with it', async () => {
    const { id } = await world.write(ada, task, { dueAt: now + hour })
    await deleteNote(world.viewer(ada), id, world.services)
    expect([await open(ada), (await due(ada)).next]).toEqual([[], null])
    expect((await restoreNote(world.viewer(ada), id, world.services)).followUp).toMatchObject({ dueAt: now + hour })
    expect(await open(ada)).toHaveLength(1)

    await deleteNote(world.viewer(ada), id, world.services)
    await world.repositories.notes.purge(now + 1, 10)
    expect(await world.repositories.followUps.findMany(world.portalId, [id])).toEqual([])
  })
})

describe('a list of follow-ups', () => {
  it('holds what is open and mine, next due first', async () => {
    await world.write(ada, task, { text: 'Later', dueAt: now + 2 * hour })
    await world.write(ada, task, { text: 'Sooner', dueAt: now + hour })
    await world.write(ben, task, { text: 'Of somebody else', dueAt: now + hour })
    const entries = await open(ada)
    expect(texts(entries)).toEqual(['Sooner', 'Later'])
    expect(entries[0]!.subject).toMatchObject({ key: task, title: 'Title of task:286', path: expect.any(String) })
  })

  it('can be of one kind of subject', async () => {
    const person = await world.show('user:5', [ada])
    await world.write(ada, task, { text: 'On a task', dueAt: now + hour })
    await world.write(ada, person, { text: 'About a person', dueAt: now + hour })
    expect(texts(await open(ada, 'user'))).toEqual(['About a person'])
    expect(texts(await open(ada, 'task'))).toEqual(['On a task'])
  })

  it('leaves out what the person may not see any more', async () => {
    await world.write(ben, task, { dueAt: now + hour })
    await world.show('task:286', [ben], false)
    expect([await open(ben), (await due(ben)).next]).toEqual([[], null])
  })

  it('of what is done has the last done first, page by page, and nothing of others', async () => {
    const count = doneFollowUpsPageSize + 2
    for (let number = 1; number <= count; number++) {
      const { id } = await world.write(ada, task, { text: String(number), dueAt: now + hour })
      // Some are done in the same millisecond.
      if (number % 2) world.clock.pass(1)
      await finish(ada, id)
    }
    await finish(ben, (await world.write(ben, task, { text: 'Of somebody else', dueAt: now + hour })).id)
    await world.write(ada, task, { text: 'Open', dueAt: now + hour })
    const first = await done(ada)
    expect(first.entries).toHaveLength(doneFollowUpsPageSize)
    expect(first.entries[0]!.note.followUp!.doneAt).toBeGreaterThan(first.entries.at(-1)!.note.followUp!.doneAt!)
    const second = await done(ada, first.more!)
    expect(second.more).toBeNull()
    expect(texts([...first.entries, ...second.entries]).toSorted((a, b) => Number(a) - Number(b))).toEqual(Array.from({ length: count }, (_, index) => String(index + 1)))
    await expect(done(ada, 'x')).rejects.toMatchObject({ code: 'bad_request' })

    await world.show('task:286', [ada], false)
    expect((await done(ada)).entries).toEqual([])
  })

  it('knows no other portal', async () => {
    const other = await world.addPortal('umbrella')
    await world.show('task:286', [ada], true, other)
    await world.write(ada, task, { text: 'Here', dueAt: now + hour })
    await world.write(ada, task, { text: 'There', dueAt: now + hour }, other)
    expect(texts(await open(ada))).toEqual(['Here'])
    expect((await due(ada)).next).toBe(now + hour)
  })

  it('of a range has both what is open and what is done, and ends before its end', async () => {
    const { id } = await world.write(ada, task, { text: 'Done', dueAt: now + hour })
    await finish(ada, id)
    await world.write(ada, task, { text: 'Open', dueAt: now + 2 * hour })
    await world.write(ada, task, { text: 'After', dueAt: now + 3 * hour })
    const entries = await listFollowUpsBetween(world.viewer(ada), { from: now + hour, to: now + 3 * hour }, world.services)
    expect(entries.map(({ note }) => [note.text, note.followUp?.doneAt])).toEqual([['Done', now], ['Open', null]])
  })

  it('of a project names everybody\'s, as far as the note may be seen; other subjects have none', async () => {
    const project = await world.show('project:11', [ada, ben])
    await world.write(ben, project, { text: 'For all', dueAt: now + 2 * hour })
    await world.write(ben, project, { text: 'Mine alone', visibility: 'private', dueAt: now + hour })
    await world.write(ada, task, { dueAt: now + hour })
    const followUpsOf = async (userId: number, key: SubjectKey) => (await listSubjectNotes(world.viewer(userId), key, undefined, world.services)).openFollowUps.map(note => note.text)
    expect(await followUpsOf(ada, project)).toEqual(['For all'])
    expect(await followUpsOf(ben, project)).toEqual(['Mine alone', 'For all'])
    expect(await followUpsOf(ada, task)).toEqual([])
  })
})

describe('what is due', () => {
  it('comes oldest first with the time of the next one, and without text', async () => {
    const first = await world.write(ada, task, { dueAt: now + 1000 })
    const second = await world.write(ada, task, { dueAt: now + 2000 })
    await world.write(ada, task, { dueAt: now + 3000 })
    expect(await due(ada)).toEqual({ due: [], next: now + 1000 })
    world.clock.pass(2000)
    expect(await due(ada)).toEqual({ due: [{ note: first.id, dueAt: now + 1000 }, { note: second.id, dueAt: now + 2000 }], next: now + 3000 })
    await finish(ada, first.id)
    expect((await due(ada)).due.map(({ note }) => note)).toEqual([second.id])
  })

  it('is not brought up any more after a day', async () => {
    const { id } = await world.write(ada, task)
    await set(ada, id, now + hour)
    world.clock.pass(25 * hour)
    expect((await due(ada)).due).toHaveLength(1)
    world.clock.pass(1)
    expect(await due(ada)).toEqual({ due: [], next: null })
    expect(await open(ada)).toHaveLength(1)
  })

  it('is never more than one answer holds', async () => {
    for (let index = 0; index <= followUpLimit; index++) await world.write(ada, task, { dueAt: now })
    expect((await due(ada)).due).toHaveLength(followUpLimit)
    expect(await open(ada)).toHaveLength(followUpLimit)
  })
})
