import { beforeEach, describe, expect, it } from 'vitest'
import type { NoteView } from '#shared/notes'
import type { SubjectKey } from '#shared/subjects'
import { changeNote } from '../../../server/notes/notes'
import { withTick } from '../../../server/notes/tick'
import type { NotesWorld } from '../support/notes'
import { createNotesWorld } from '../support/notes'

describe('the text with one task ticked', () => {
  const text = 'About [ ] boxes\n\n- [ ] one\n  - [x] two\n\n> - [ ] three `[ ] code`\n\n```\n- [ ] no task\n```\n- [X] four\n- [ ] **five**'

  it.each([
    [0, true, '- [x] one'],
    [1, false, '  - [ ] two'],
    [2, true, '> - [x] three `[ ] code`'],
    [3, false, '- [ ] four'],
    [4, true, '- [x] **five**'],
  ])('task %i, done %s: nothing else changes', (task, done, line) => {
    const lines = text.split('\n')
    const changed = withTick(text, task, done)!.split('\n')
    expect(changed.filter((now, index) => now !== lines[index])).toEqual([line])
    expect(changed).toHaveLength(lines.length)
  })

  it('is the same when it was so already', () => {
    expect(withTick('- [x] one', 0, true)).toBe('- [x] one')
  })

  it.each([['- [ ] one', 1], ['[ ] one', 0], ['```\n- [ ] one\n```', 0], ['', 0]])('is none where there is no such task: %j, %i', (other, task) => {
    expect(withTick(other, task, true)).toBeNull()
  })

  it('is found among hundreds', () => {
    const many = Array.from({ length: 700 }, (_, index) => `- [ ] t${index}`)
    expect(withTick(many.join('\n'), 613, true)!.split('\n').filter(line => line.includes('[x]'))).toEqual(['- [x] t613'])
  })
})

describe('ticking', () => {
  const [ada, ben, cleo] = [1, 2, 3] as const
  let world: NotesWorld
  let subject: SubjectKey
  let note: NoteView

  beforeEach(async () => {
    world = await createNotesWorld()
    subject = await world.show('task:286', [ada, ben])
    note = await world.write(ada, subject, { text: '- [ ] call\n- [ ] mail' })
  })

  const tick = (who: number, task: number, { done = true, version = note.version } = {}) =>
    changeNote(world.viewer(who), note.id, { tick: { task, done }, version }, world.services)

  it('is for everybody who sees the note, and no edit', async () => {
    world.clock.pass(1_000)
    const ticked = await tick(ben, 1)
    expect(ticked).toMatchObject({ text: '- [ ] call\n- [x] mail', editedAt: null, version: 2, mine: false, author: { id: ada } })
    expect(ticked.body).toMatchObject([{ items: [{ done: false }, { done: true }] }])
    expect(world.database.sqlite.prepare('SELECT 1 FROM note_revisions').all()).toEqual([])
  })

  it('is refused on a text that is another by now', async () => {
    await tick(ben, 0)
    await expect(tick(ada, 1)).rejects.toMatchObject({ code: 'note_changed' })
    expect((await tick(ada, 1, { version: 2 })).text).toBe('- [x] call\n- [x] mail')
  })

  it('is refused where there is no such task', async () => {
    await expect(tick(ada, 2)).rejects.toMatchObject({ code: 'note_task_missing' })
  })

  it('is refused to those who do not see the note', async () => {
    await world.show('task:286', [cleo], false)
    await expect(tick(cleo, 0)).rejects.toMatchObject({ code: 'note_not_found' })
    const secret = await world.write(ada, subject, { text: '- [ ] mine', visibility: 'private' })
    await expect(changeNote(world.viewer(ben), secret.id, { tick: { task: 0, done: true }, version: 1 }, world.services)).rejects.toMatchObject({ code: 'note_not_found' })
  })
})
