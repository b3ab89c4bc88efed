import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { SearchQuerySchema } from '#shared/search'
import type { SubjectKey } from '#shared/subjects'
import { subjectKinds } from '#shared/subjects'
import * as v from 'valibot'
import { exportNotes } from '../../server/export/export'
import { listDoneFollowUps, listDueFollowUps, listFollowUpsBetween, listOpenFollowUps } from '../../server/follow-ups/follow-ups'
import { changeNote, deleteNote, listRecentNotes, listSubjectNotes, openNote, writeNote } from '../../server/notes/notes'
import { searchNotes } from '../../server/search/search'
import { grantFreshFor, openSubject } from '../../server/subjects/access'
import type { LaunchWorld } from './support/launch'
import { admin, author, colleague, createLaunchWorld } from './support/launch'
import { subjectsOfKinds } from '../support/subjects'

/** A note is exactly as visible as its subject: for every kind of subject, through every way to reach a note. */

let world: LaunchWorld
beforeEach(async () => {
  world = await createLaunchWorld()
  await world.install()
  for (const user of [admin, author, colleague]) await world.open(world.form(user))
})
afterEach(() => world.close())

const viewer = (userId: number) => ({ portal: { id: 1, origin: 'https://acme.test' }, user: { userId } })
const write = (userId: number, key: string, text: string, visibility: 'team' | 'private' = 'team') => {
  world.pass(1000)
  return writeNote(viewer(userId), { id: randomUUID(), subject: key as SubjectKey, text, visibility, dueAt: world.now() + 60_000 }, world.services)
}

/** Texts of all notes that somebody comes upon without opening the subject. */
async function comesUpon(userId: number): Promise<string[]> {
  const { services } = world
  const me = viewer(userId)
  world.pass(61_000)
  const range = { from: world.now() - 86_400_000, to: world.now() + 86_400_000 }
  const search = (text: string) => searchNotes(me, v.parse(SearchQuerySchema, text ? { text } : { due: true }), services)
  const found = [
    ...(await listRecentNotes(me, {}, services)).entries,
    ...await listOpenFollowUps(me, {}, services),
    ...(await listDoneFollowUps(me, undefined, services)).entries,
    ...await listFollowUpsBetween(me, range, services),
    ...(await search('Words')).hits, ...(await search('')).hits,
  ].map(({ note }) => note.text)
  const due = (await listDueFollowUps(me, services)).due.length > 0 ? ['a follow-up that is due'] : []
  let file = ''
  for await (const part of exportNotes(me, { format: 'csv', language: 'en', zone: 'UTC' }, services)) file += part
  return [...found, ...due, ...file.includes('Words') ? ['exported'] : []]
}

describe.each(subjectKinds.map(kind => ({ kind, ...subjectsOfKinds[kind] })))('a note on $key', ({ key, sees, stranger }) => {
  const other = [admin, author, colleague].find(person => person !== sees && person !== stranger)!

  it('is there for whoever sees that, everywhere', async () => {
    const note = await write(sees, key, 'Words')
    expect(await listSubjectNotes(viewer(sees), key as SubjectKey, undefined, world.services)).toMatchObject({ notes: [{ id: note.id }] })
    expect(await openNote(viewer(sees), note.id, world.services)).toMatchObject({ subject: { key } })
    expect(new Set(await comesUpon(sees))).toEqual(new Set(['Words', 'a follow-up that is due', 'exported']))
  })

  it('is nowhere for whoever does not', async () => {
    const note = await write(sees, key, 'Words')
    const nobody = stranger ?? other
    if (stranger !== null) {
      await expect(openSubject(1, stranger, key as SubjectKey, world.services)).rejects.toMatchObject({ code: 'subject_denied' })
      await expect(listSubjectNotes(viewer(stranger), key as SubjectKey, undefined, world.services)).rejects.toMatchObject({ code: 'subject_denied' })
      await expect(openNote(viewer(stranger), note.id, world.services)).rejects.toMatchObject({ code: 'note_not_found' })
      await expect(changeNote(viewer(stranger), note.id, { pinned: true }, world.services)).rejects.toMatchObject({ code: 'note_not_found' })
      await expect(write(stranger, key, 'Mine')).rejects.toMatchObject({ code: 'subject_denied' })
    }
    await expect(deleteNote(viewer(nobody), note.id, world.services)).rejects.toMatchObject({ code: 'note_not_found' })
    expect(await comesUpon(nobody)).toEqual([])
  })

  it('that is private is the author\'s alone', async () => {
    const note = await write(sees, key, 'Words', 'private')
    for (const person of [admin, author, colleague].filter(one => one !== sees)) {
      await openSubject(1, person, key as SubjectKey, world.services).catch(() => null)
      await expect(openNote(viewer(person), note.id, world.services)).rejects.toMatchObject({ code: 'note_not_found' })
      expect(await comesUpon(person)).toEqual([])
    }
  })
})

const kept = subjectKinds.map(kind => subjectsOfKinds[kind]).flatMap(({ stranger, ...subject }) => stranger === null ? [] : [{ ...subject, stranger }])

describe.each(kept)('a note on $key that Bitrix24 hides from somebody', ({ key, sees, stranger }) => {
  it('is lost to them', async () => {
    await write(sees, key, 'Words')
    await world.services.repositories.subjects.saveGrant(1, stranger, key as SubjectKey, true, world.now() - grantFreshFor)
    // Whatever the lists still show of what was granted, it cannot be found, opened or written to.
    expect((await searchNotes(viewer(stranger), v.parse(SearchQuerySchema, { text: 'Words' }), world.services)).hits).toEqual([])
    expect(await comesUpon(stranger)).toEqual([])
    await expect(openSubject(1, stranger, key as SubjectKey, world.services)).rejects.toMatchObject({ code: 'subject_denied' })
  })
})
