import { beforeEach, describe, expect, it } from 'vitest'
import type { SubjectKey } from '#shared/subjects'
import { deleteNote, listRecentNotes, listSubjectNotes, restoreNote } from '../../../server/notes/notes'
import type { NotesWorld } from '../support/notes'
import { createNotesWorld } from '../support/notes'

const [ada, ben] = [1, 2] as const

let world: NotesWorld
let person: SubjectKey
beforeEach(async () => {
  world = await createNotesWorld()
  person = await world.show('user:5', [ada, ben])
})

describe('where a note came from', () => {
  it.each([{ kind: 'message', id: '8123' }, { kind: 'call', id: 'externalCall.0f1.1' }] as const)('is kept: $kind', async (source) => {
    expect((await world.write(ada, person, { source })).source).toEqual(source)
    const { notes } = await listSubjectNotes(world.viewer(ben), person, undefined, world.services)
    expect(notes.map(note => note.source)).toEqual([source])
  })

  it('is nothing for a note that was simply written', async () => {
    expect((await world.write(ada, person)).source).toBeNull()
  })
})

describe('my own notes', () => {
  it('can be those on one kind of subject, page by page', async () => {
    const task = await world.show('task:286', [ada])
    for (let index = 0; index < 52; index++) {
      world.clock.pass(1)
      await world.write(ada, person, { text: `About a person ${index}` })
      await world.write(ada, task)
    }
    const first = await listRecentNotes(world.viewer(ada), { kind: 'user' }, world.services)
    const second = await listRecentNotes(world.viewer(ada), { kind: 'user', before: first.more! }, world.services)
    expect([...first.entries, ...second.entries].map(({ note }) => note.text)).toEqual(Array.from({ length: 52 }, (_, index) => `About a person ${51 - index}`))
    expect(second.more).toBeNull()
    expect((await listRecentNotes(world.viewer(ada), {}, world.services)).entries.map(({ subject }) => subject.kind)).toContain('task')
  })
})

describe('a deleted note', () => {
  it('stays deleted when its subject is not shown to its author any more', async () => {
    const { id } = await world.write(ada, person)
    await deleteNote(world.viewer(ada), id, world.services)
    await world.show('user:5', [ada], false)
    await expect(restoreNote(world.viewer(ada), id, world.services)).rejects.toMatchObject({ code: 'subject_denied' })
    await world.show('user:5', [ada])
    expect((await listSubjectNotes(world.viewer(ada), person, undefined, world.services)).notes).toEqual([])
    expect((await restoreNote(world.viewer(ada), id, world.services)).id).toBe(id)
  })

  it('is its author\'s alone to bring back', async () => {
    const { id } = await world.write(ada, person)
    await expect(restoreNote(world.viewer(ada), id, world.services)).rejects.toMatchObject({ code: 'note_not_found' })
    await deleteNote(world.viewer(ada), id, world.services)
    await expect(restoreNote(world.viewer(ben), id, world.services)).rejects.toMatchObject({ code: 'note_not_found' })
  })
})
