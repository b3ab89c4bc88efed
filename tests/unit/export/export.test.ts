import { beforeEach, describe, expect, it } from 'vitest'
import * as v from 'valibot'
import { ExportQuerySchema } from '#shared/export-schemas'
import type { ExportQuery } from '#shared/export-schemas'
import { mentionOf } from '#shared/markdown'
import { notesPageSize } from '#shared/notes'
import type { SubjectKey } from '#shared/subjects'
import { exportNotes } from '../../../server/export/export'
import { createNotesWorld } from '../support/notes'
import type { NotesWorld } from '../support/notes'

const ada = 1
const ben = 2

let world: NotesWorld
let task: SubjectKey

async function exported(query: Partial<ExportQuery> = {}, viewerId = ada) {
  const viewer = { portal: { id: world.portalId, origin: 'https://acme.test' }, user: { userId: viewerId } }
  const pieces: string[] = []
  for await (const piece of exportNotes(viewer, { format: 'md', language: 'en', zone: 'Europe/Berlin', ...query }, world.services)) pieces.push(piece)
  return { text: pieces.join(''), pieces }
}
/** The lines of a table whose texts have only one line. */
const rows = (text: string) => text.replace('\uFEFF', '').trimEnd().split('\r\n')

beforeEach(async () => {
  world = await createNotesWorld()
  task = await world.show('task:31', [ada, ben])
})

describe('an export holds', () => {
  it('all my notes, team and private, newest first, page after page, and nobody else\'s', async () => {
    for (let number = 1; number <= notesPageSize * 2 + 1; number++) {
      world.clock.pass(1_000)
      await world.write(ada, task, { text: `Mine ${number}`, visibility: number % 2 ? 'team' : 'private' })
    }
    await world.write(ben, task, { text: 'Ben\'s' })
    const { text, pieces } = await exported({ format: 'csv' })
    const found = rows(text).slice(1).map(row => row.split(',')[3])
    expect(found).toEqual(Array.from({ length: notesPageSize * 2 + 1 }, (_, index) => `Mine ${notesPageSize * 2 + 1 - index}`))
    expect(pieces.length).toBeGreaterThan(3)
  })

  it('nothing that was deleted, is on what I am not shown any more, or is another portal\'s', async () => {
    const lost = await world.show('task:32', [ada])
    await world.write(ada, lost, { text: 'Lost' })
    await world.show('task:32', [ada], false)
    const deleted = await world.write(ada, task, { text: 'Deleted' })
    await world.repositories.notes.remove(world.portalId, ada, deleted.id, world.clock())
    const other = await world.addPortal('globex')
    await world.show('task:31', [ada], true, other)
    await world.write(ada, task, { text: 'Elsewhere' }, other)
    await world.write(ada, task, { text: 'Mine' })
    expect(rows((await exported({ format: 'csv' })).text)).toHaveLength(2)
  })

  it('its head alone where there is nothing', async () => {
    expect(rows((await exported({ format: 'csv' })).text)).toHaveLength(1)
    expect((await exported()).text).toContain('There are no notes yet.')
  })
})

describe('as a table', () => {
  it('a note has everything that is known of it, on the clock of its reader', async () => {
    const note = await world.write(ada, task, { text: `Ask ${mentionOf({ id: ben, name: 'Ben' })}`, visibility: 'private', dueAt: world.clock() + 60_000 })
    world.clock.pass(3_600_000)
    await world.repositories.notes.change({ portalId: world.portalId, authorId: ada, id: note.id, set: { pinned: true, editedAt: world.clock() }, now: world.clock() })
    await world.repositories.followUps.finish({ portalId: world.portalId, userId: ada, noteId: note.id, doneAt: world.clock() })
    const [head, row] = rows((await exported({ format: 'csv' })).text)
    expect(head).toBe('About,Title,Address,Note,Who can read it,Pinned,Written (Europe/Berlin),Edited (Europe/Berlin),Follow-up due (Europe/Berlin),Done (Europe/Berlin),Follow-up of')
    expect(row).toBe('Task,Title of task:31,https://acme.test/company/personal/user/1/tasks/task/view/31/,Ask @Ben,Only me,yes,2026-11-21 09:00,2026-11-21 10:00,2026-11-21 09:01,2026-11-21 10:00,Ada')
  })

  it('what would be a formula is a text, and Excel opens it, also in German', async () => {
    await world.write(ada, task, { text: '=1+1; "quoted"\nline' })
    const { text } = await exported({ format: 'csv', language: 'de' })
    expect(text.startsWith('\uFEFFWozu;Titel;')).toBe(true)
    expect(text).toContain(';"\'=1+1; ""quoted""\nline";Team;nein;')
  })
})

describe('as a document', () => {
  it('days and notes are headings, and the notes keep their Markdown', async () => {
    await world.write(ada, task, { text: 'First' })
    world.clock.pass(24 * 3_600_000)
    await world.show('task:31', [ada])
    await world.write(ada, task, { text: `**Oak**\n\n- [ ] ask ${mentionOf({ id: ben, name: 'Ben' })}`, dueAt: world.clock() + 60_000 })
    expect((await exported()).text.replaceAll('\u202F', ' ')).toBe([
      '# My notes', '', 'Sunday, November 22, 2026 · https://acme.test', '',
      '## Sunday, November 22, 2026', '',
      '### Task: [Title of task:31](https://acme.test/company/personal/user/1/tasks/task/view/31/)', '',
      '9:00 AM · Team · Follow-up: Nov 22, 2026, 9:01 AM, Ada', '',
      '> **Oak**', '>', '> - [ ] ask [@Ben](https://acme.test/company/personal/user/2/)', '',
      '## Saturday, November 21, 2026', '',
      '### Task: [Title of task:31](https://acme.test/company/personal/user/1/tasks/task/view/31/)', '',
      '9:00 AM · Team', '',
      '> First', '',
    ].join('\n'))
  })

  it('nothing in a note or a title reaches beyond it', async () => {
    await world.database.sqlite.prepare('update subjects set card = json_set(card, \'$.title\', ?)').run('a](https://evil.test)\n# b')
    await world.write(ada, task, { text: '```\n# Not a heading\r\n<!--' })
    await world.write(ada, task, { text: 'Another' })
    const { text } = await exported()
    expect(text).toContain('### Task: [a\\](https://evil.test) \\# b](https://acme.test/')
    expect(text).toContain('> ```\n> # Not a heading\n> <!--\n')
    expect(text.match(/^#/gm)).toHaveLength(4)
  })
})

describe('a query', () => {
  it.each([[{}], [{ format: 'pdf' }], [{ zone: 'Nowhere/Land' }], [{ language: 'fr' }], [{ text: 'note' }]])('with %j is refused', (change) => {
    const query = { format: 'md', language: 'en', zone: 'UTC' }
    expect(v.safeParse(ExportQuerySchema, query).success).toBe(true)
    expect(v.safeParse(ExportQuerySchema, Object.keys(change).length > 0 ? { ...query, ...change } : {}).success).toBe(false)
  })
})
