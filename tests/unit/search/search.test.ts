import { beforeEach, describe, expect, it } from 'vitest'
import { mentionOf } from '#shared/markdown'
import type { Visibility } from '#shared/notes'
import { SearchQuerySchema, searchPageSize } from '#shared/search'
import type { SearchInput } from '#shared/search'
import { parseSubjectKey, subjectKey } from '#shared/subjects'
import type { SubjectKey } from '#shared/subjects'
import * as v from 'valibot'
import type { RestFor } from '../../../server/bitrix24/types'
import { RestError } from '../../../server/bitrix24/types'
import { searchNotes } from '../../../server/search/search'
import { createTestClock, createTestDatabase } from '../support/database'

const cover = subjectKey('task', 31)
const benches = subjectKey('task', 32)
const spring = subjectKey('project', 11)
const daniel = 3
const priya = 5

let db: ReturnType<typeof createTestDatabase>
let portalId: number
let written = 0
let clock: ReturnType<typeof createTestClock>
/** How often the portal was asked, and which tasks it does not show any more. */
let batches = 0
let lost: string[] = []

const restFor: RestFor = () => ({
  call: () => Promise.reject(new Error('One by one would be too many calls')),
  async batch(commands) {
    batches += 1
    return Object.fromEntries(Object.entries<{ params?: Record<string, unknown> }>(commands).map(([name, { params }]) => {
      const id = String(params?.taskId)
      return [name, lost.includes(id) ? { ok: false, error: new RestError('tasks.task.get', 'ACCESS_DENIED', 'no', 400) } : { ok: true, result: { task: { id, title: 'Still there' } } }]
    })) as never
  },
})

const uuid = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`

async function portal(memberId: string) {
  db.sqlite.prepare(`insert into portals (member_id, client_endpoint, origin, oauth_server, status, created_at, updated_at) values (?, 'https://x/rest/', 'https://x', 'https://o', 'installed', 0, 0)`).run(memberId)
  const { id } = db.sqlite.prepare('select id from portals where member_id = ?').get(memberId) as { id: number }
  const person = (userId: number, name: string) => db.sqlite.prepare('insert into users (portal_id, user_id, name, checked_at) values (?, ?, ?, 0)').run(id, userId, name)
  person(daniel, 'Daniel Okafor')
  person(priya, 'Priya Nair')
  return id
}

async function show(userId: number, key: SubjectKey, title: string, portal = portalId) {
  const card = { key, kind: parseSubjectKey(key).kind, title, image: null, people: [], project: null }
  await db.subjects.saveShown(portal, userId, [card], 1)
}

async function note(authorId: number, subject: SubjectKey, text: string, { visibility = 'team' as Visibility, pinned = false, portal = portalId } = {}) {
  written += 1
  const id = uuid(written)
  await db.notes.insert({ portalId: portal, id, subject, authorId, text, visibility, pinned, createdAt: written })
  return id
}

const search = (query: SearchInput, viewer = daniel) =>
  searchNotes({ portal: { id: portalId }, user: { userId: viewer } }, v.parse(SearchQuerySchema, query), { repositories: db, restFor, clock })
const texts = async (query: SearchInput, viewer = daniel) => (await search(query, viewer)).hits.map(hit => hit.note.text)

beforeEach(async () => {
  db = createTestDatabase()
  clock = createTestClock(1)
  batches = 0
  lost = []
  written = 0
  portalId = await portal('one')
  await show(daniel, cover, 'Agree on the catalogue cover')
  await show(daniel, benches, 'Photo shoot: oak benches')
  await show(daniel, spring, 'Spring catalogue')
  await show(priya, cover, 'Agree on the catalogue cover')
})

describe('a search finds', () => {
  it('words of the text by their beginnings, in any order, without accents', async () => {
    await note(daniel, cover, 'Called the printer Müller about the proof')
    await note(daniel, cover, 'The proof is late')
    expect(await texts({ text: 'mull print' })).toEqual(['Called the printer Müller about the proof'])
  })

  it('the title of the subject and the name of the author too, also mixed with the text', async () => {
    await note(priya, cover, 'Blue is better')
    await note(daniel, benches, 'Blue fabric')
    expect(await texts({ text: 'catalogue' })).toEqual(['Blue is better'])
    expect(await texts({ text: 'priya blue' })).toEqual(['Blue is better'])
    const [hit] = (await search({ text: 'priya cov' })).hits
    expect(hit!.title).toEqual([{ text: 'Agree on the catalogue ', hit: false }, { text: 'cov', hit: true }, { text: 'er', hit: false }])
    expect(hit!.author[0]).toEqual({ text: 'Priya', hit: true })
  })

  it('the better hit first, and of equal ones the newer', async () => {
    await note(daniel, spring, 'oak')
    await note(daniel, benches, 'transport')
    await note(daniel, spring, 'oak')
    const found = (await search({ text: 'oak' })).hits.map(({ note }) => note.subject)
    expect(found).toEqual([benches, spring, spring])
    expect((await search({ text: 'oak', kind: 'project' })).hits.map(({ note }) => note.id)).toEqual([uuid(3), uuid(1)])
  })

  it('by filters, alone or with words', async () => {
    await note(daniel, cover, 'one', { pinned: true })
    await note(priya, cover, 'two')
    const third = await note(daniel, spring, 'three')
    await db.followUps.save({ portalId, noteId: third, userId: daniel, dueAt: 9_000, now: 4 })
    expect(await texts({ pinned: true })).toEqual(['one'])
    expect(await texts({ author: priya })).toEqual(['two'])
    expect(await texts({ kind: 'task' })).toEqual(['two', 'one'])
    expect(await texts({ from: 2, to: 3 })).toEqual(['two'])
    expect(await texts({ due: true })).toEqual(['three'])
    expect(await texts({ text: 'tw', kind: 'task' })).toEqual(['two'])
  })

  it('one author\'s notes, with every other filter', async () => {
    const mine = await note(daniel, cover, 'oak', { pinned: true })
    const hers = await note(priya, cover, 'oak', { pinned: true })
    await note(priya, cover, 'oak')
    await note(priya, cover, 'birch', { pinned: true })
    for (const noteId of [mine, hers]) await db.followUps.save({ portalId, noteId, userId: priya, dueAt: 9_000, now: 4 })
    expect((await search({ text: 'oak', author: priya, pinned: true, due: true, kind: 'task', from: 1, to: 4 })).hits.map(hit => hit.note.id)).toEqual([hers])
    expect(await texts({ author: daniel })).toEqual(['oak'])
    expect(await texts({ author: 99 })).toEqual([])
  })

  it('a colleague who is mentioned, by their name; what is shown of it has no signs of markup', async () => {
    await note(daniel, cover, `**Ask** ${mentionOf({ id: 7, name: 'Zoe Marsh' })}`)
    const [hit] = (await search({ text: 'zoe' })).hits
    expect(hit!.excerpt.map(({ text }) => text).join('')).toBe('Ask @Zoe Marsh')
    expect(await texts({ text: 'user' })).toEqual([])
  })

  it('the same for whoever sees little of a portal where a word stands in many notes, and for whoever sees a lot', async () => {
    const many = 2_200
    const insert = db.sqlite.prepare('insert into notes (portal_id, id, subject, author_id, text, visibility, created_at) values (?, ?, ?, ?, \'oak\', \'team\', ?)')
    db.sqlite.transaction(() => { for (let number = 1; number <= many; number++) insert.run(portalId, uuid(100_000 + number), benches, daniel, number) })()
    written = many
    await note(daniel, cover, 'an oak bench')
    await note(priya, cover, 'oaks')
    // Whole words come before words that only begin so.
    expect(await texts({ text: 'oak' }, priya)).toEqual(['an oak bench', 'oaks'])
    const found = (await search({ text: 'oak' })).hits
    // "oak" stands in the title of what it is about: that is better than in the text.
    expect(found.map(({ note }) => note.id)).toEqual(Array.from({ length: searchPageSize }, (_, index) => uuid(100_000 + many - index)))
    const grant = db.sqlite.prepare('insert into subject_grants (portal_id, user_id, key, allowed, checked_at) values (?, ?, ?, 1, 1)')
    for (let number = 0; number < 600; number++) grant.run(portalId, priya, `task:${1_000 + number}`)
    expect(await texts({ text: 'oak' }, priya)).toEqual(['an oak bench', 'oaks'])
    // Whoever wrote little is found in what they wrote, whatever the words.
    expect(await texts({ text: 'oak', author: priya }, priya)).toEqual(['oaks'])
    expect(await texts({ author: priya }, priya)).toEqual(['oaks'])
  })

  it('a note where it stood, after its subject was renamed', async () => {
    for (let count = 0; count < 3; count++) await note(daniel, cover, `proof ${count}`)
    await note(daniel, spring, 'proof 3')
    await show(daniel, cover, 'Cover')
    expect(await texts({ text: 'proof' })).toEqual(['proof 3', 'proof 2', 'proof 1', 'proof 0'])
  })

  it('page after page', async () => {
    for (let count = 0; count < searchPageSize + 3; count++) await note(daniel, cover, `proof ${count}`)
    const first = await search({ text: 'proof' })
    expect(first.hits).toHaveLength(searchPageSize)
    const second = await search({ text: 'proof', after: first.more! })
    expect(second).toMatchObject({ more: null })
    expect(new Set([...first.hits, ...second.hits].map(({ note }) => note.id)).size).toBe(searchPageSize + 3)
  })
})

describe('a search never finds', () => {
  it('what is on a subject the viewer was not shown, or is shown no more', async () => {
    await note(daniel, benches, 'Secret bench')
    await note(daniel, cover, 'Open bench')
    expect(await texts({ text: 'bench' }, priya)).toEqual(['Open bench'])
    await db.subjects.saveGrant(portalId, priya, cover, false, 5)
    expect(await texts({ text: 'bench' }, priya)).toEqual([])
    expect(await texts({ kind: 'task' }, priya)).toEqual([])
  })

  it('what the viewer lost since they last looked: Bitrix24 is asked again, once for the whole page', async () => {
    await note(daniel, cover, 'Oak for the cover')
    await note(daniel, benches, 'Oak for the benches')
    expect(await texts({ text: 'oak' })).toHaveLength(2)
    expect(batches).toBe(0)
    lost = ['32']
    clock.pass(10 * 60_000)
    expect(await texts({ text: 'oak' })).toEqual(['Oak for the cover'])
    expect(batches).toBe(1)
    expect(await texts({ text: 'oak' })).toEqual(['Oak for the cover'])
    expect(batches).toBe(1)
  })

  it('somebody else\'s private note', async () => {
    await note(priya, cover, 'My private bench', { visibility: 'private' })
    expect(await texts({ text: 'bench' })).toEqual([])
    expect(await texts({ text: 'bench' }, priya)).toEqual(['My private bench'])
  })

  it('another portal\'s notes, even when everything there has the same names', async () => {
    const other = await portal('two')
    await show(daniel, cover, 'Agree on the catalogue cover', other)
    await note(daniel, cover, 'Theirs', { portal: other })
    await note(daniel, cover, 'Ours')
    expect(await texts({ text: 'catalogue' })).toEqual(['Ours'])
  })

  it('what its words do not say, whatever they contain', async () => {
    await note(daniel, cover, 'Called the printer')
    for (const text of ['"', '*', 'text:printer" OR "called', 'portal : "p2"', 'NOT', '^', 'print NOT called', '\u0000']) expect(await texts({ text }), text).toEqual([])
  })
})

describe('the index follows', () => {
  const count = () => (db.sqlite.prepare('select count(*) as count from search_index_docsize').get() as { count: number }).count

  it('a note that is edited, deleted, restored and purged', async () => {
    const id = await note(daniel, cover, 'Called the printer')
    await db.notes.change({ portalId, authorId: daniel, id, set: { text: 'Wrote to the bindery' }, now: written })
    expect(await texts({ text: 'printer' })).toEqual([])
    expect(await texts({ text: 'bindery' })).toHaveLength(1)
    await db.notes.remove(portalId, daniel, id, 5)
    expect(await texts({ text: 'bindery' })).toEqual([])
    await db.notes.restore(portalId, daniel, id)
    expect(await texts({ text: 'bindery' })).toHaveLength(1)
    await db.notes.remove(portalId, daniel, id, 5)
    await db.notes.purge(10, 100)
    expect(count()).toBe(0)
  })

  it('a subject that is renamed, and a person', async () => {
    await note(daniel, cover, 'Blue')
    await show(daniel, cover, 'Brochure')
    expect(await texts({ text: 'catalogue' })).toEqual([])
    expect(await texts({ text: 'brochure' })).toEqual(['Blue'])
    db.sqlite.prepare('update users set name = ? where portal_id = ? and user_id = ?').run('Dan Okafor', portalId, daniel)
    expect(await texts({ text: 'daniel' })).toEqual([])
    expect(await texts({ text: 'dan blue' })).toEqual(['Blue'])
  })

  it('a portal that is erased: nothing of it stays', async () => {
    await note(daniel, cover, 'Blue')
    db.sqlite.prepare('delete from portals where id = ?').run(portalId)
    expect(count()).toBe(0)
    expect(db.sqlite.prepare('select count(*) as count from search_entries').get()).toEqual({ count: 0 })
  })
})

describe('a query', () => {
  it.each([[{}], [{ text: ' ' }], [{ text: 'x'.repeat(201) }], [{ kind: 'planet' }], [{ author: '1 or 1' }], [{ after: -1 }], [{ text: 'a', something: 'b' }], [{ pinned: 'yes' }], [{ from: 'now' }]])('%j is refused', (query) => {
    expect(v.safeParse(SearchQuerySchema, query).success).toBe(false)
  })
})
