import { beforeEach, describe, expect, it } from 'vitest'
import { revisionsKept } from '#shared/notes'
import type { NoteView } from '#shared/notes'
import type { SubjectKey } from '#shared/subjects'
import { noteHistory } from '../../../server/notes/history'
import { changeNote } from '../../../server/notes/notes'
import type { NotesWorld } from '../support/notes'
import { createNotesWorld } from '../support/notes'

const [ada, ben, cleo] = [1, 2, 3] as const

let world: NotesWorld
let task: SubjectKey
beforeEach(async () => {
  world = await createNotesWorld()
  task = await world.show('task:31', [ada, ben])
})

/** Ada changes her note as a page does that has seen it. */
function change(note: NoteView, set: Pick<Partial<NoteView>, 'text' | 'visibility'>): Promise<NoteView> {
  world.clock.pass(1_000)
  return changeNote(world.viewer(ada), note.id, { ...set, version: note.version }, world.services)
}

const textsFor = async (userId: number, { id }: NoteView) => (await noteHistory(world.viewer(userId), id, world.services)).revisions.map(({ text }) => text)

describe('the history of a note', () => {
  it('holds every earlier text, newest first, with who wrote it and when', async () => {
    const first = await world.write(ada, task, { text: 'First' })
    const second = await change(first, { text: 'Second' })
    await change(second, { text: 'Third' })
    const { revisions } = await noteHistory(world.viewer(ben), first.id, world.services)
    expect(revisions).toMatchObject([
      { version: 2, text: 'Second', by: { id: ada, name: 'Ada' }, at: second.editedAt },
      { version: 1, text: 'First', by: { id: ada, name: 'Ada' }, at: first.createdAt },
    ])
  })

  it('is empty while only who sees it, or its pin, changed', async () => {
    const note = await world.write(ada, task, { text: 'As it was' })
    await changeNote(world.viewer(ben), note.id, { pinned: true }, world.services)
    await change({ ...note, version: note.version + 1 }, { text: 'As it was', visibility: 'private' })
    expect(await textsFor(ada, note)).toEqual([])
  })

  it('has nothing twice when the answer to a change was lost and the change is sent again', async () => {
    const note = await world.write(ada, task, { text: 'Base' })
    const once = await change(note, { text: 'Better' })
    expect(await change(note, { text: 'Better' })).toEqual(once)
    expect(await textsFor(ada, note)).toEqual(['Base'])
  })

  it('keeps both texts when the same note is edited in two places', async () => {
    const note = await world.write(ada, task, { text: 'Base' })
    await change(note, { text: 'From the phone' })
    await expect(change(note, { text: 'From the desk' })).rejects.toMatchObject({ code: 'note_changed' })
    expect(await textsFor(ada, note), 'What was refused leaves no trace').toEqual(['Base'])
    await change({ ...note, version: note.version + 1 }, { text: 'From the desk' })
    expect(await textsFor(ada, note)).toEqual(['From the phone', 'Base'])
  })

  it('shows what was written in private to its author alone, also when the note is the team\'s by now', async () => {
    let note = await world.write(ada, task, { text: 'Too honest', visibility: 'private' })
    note = await change(note, { text: 'Still mine' })
    note = await change(note, { text: 'For everybody', visibility: 'team' })
    await change(note, { text: 'For everybody, better' })
    expect(await textsFor(ben, note)).toEqual(['For everybody'])
    expect(await textsFor(ada, note)).toEqual(['For everybody', 'Still mine', 'Too honest'])
  })

  it('is refused with the note', async () => {
    const hidden = await world.write(ada, task, { visibility: 'private' })
    await expect(noteHistory(world.viewer(ben), hidden.id, world.services)).rejects.toMatchObject({ code: 'note_not_found' })
    const note = await world.write(ada, task)
    await world.show(task, [cleo], false)
    await expect(noteHistory(world.viewer(cleo), note.id, world.services)).rejects.toMatchObject({ code: 'note_not_found' })
    const elsewhere = await world.addPortal('globex')
    await expect(noteHistory(world.viewer(ada, elsewhere), note.id, world.services)).rejects.toMatchObject({ code: 'note_not_found' })
  })

  it(`keeps ${revisionsKept} texts; the oldest go`, async () => {
    let note = await world.write(ada, task, { text: 'Text 0' })
    for (let edit = 1; edit <= revisionsKept + 2; edit++) note = await change(note, { text: `Text ${edit}` })
    const texts = await textsFor(ada, note)
    expect(texts).toHaveLength(revisionsKept)
    expect([texts[0], texts.at(-1)]).toEqual([`Text ${revisionsKept + 1}`, 'Text 2'])
    expect(world.database.sqlite.prepare('select count(*) from note_revisions').pluck().get()).toBe(revisionsKept)
  })

  it('is erased with its note', async () => {
    const note = await change(await world.write(ada, task, { text: 'One' }), { text: 'Two' })
    await world.repositories.notes.remove(world.portalId, ada, note.id, world.clock())
    await world.repositories.notes.purge(world.clock() + 1, 10)
    expect(world.database.sqlite.prepare('select count(*) from note_revisions').pluck().get()).toBe(0)
  })
})
