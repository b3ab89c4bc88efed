import type { Database } from 'better-sqlite3'
import type { SubjectKey } from '#shared/subjects'
import { mentionOf } from '#shared/markdown'
import { parseSubjectKey } from '#shared/subjects'
import type { PlannedPortal } from './plan'
import { firstPerson, seed, words } from './plan'
import { createRandom } from '../../support/random'

const day = 24 * 60 * 60_000

/** Notes were written over so many rounds through all portals: in a real file, too, what belongs together lies apart. */
const rounds = 10
const years = 3

/** Kinds of subjects, each as often as it stands here. */
const kinds = ['task', 'task', 'task', 'task', 'task', 'task', 'chat', 'chat', 'deal', 'deal', 'contact', 'project', 'user'] as const

const names = ['Ada', 'Ben', 'Cleo', 'Dario', 'Elif', 'Femi', 'Greta', 'Hugo', 'Ines', 'Jonas', 'Kira', 'Luca', 'Mara', 'Nils', 'Olga', 'Pavel', 'Rosa', 'Sami', 'Tara', 'Viktor']
const surnames = ['Adams', 'Berg', 'Costa', 'Duarte', 'Engel', 'Fischer', 'Gomez', 'Haas', 'Ivanov', 'Jensen', 'Kovacs', 'Lang', 'Moreau', 'Novak', 'Osei', 'Petrov', 'Quinn', 'Rossi', 'Sato', 'Weber']

/** A portal that is in the database. */
export interface FilledPortal extends PlannedPortal { id: number }

/** The subject of a number; every portal numbers its own. */
function subjectOf(number: number): SubjectKey {
  const kind = kinds[number % kinds.length]!
  return `${kind}:${kind === 'chat' ? `chat${number + 1}` : number + 1}` as SubjectKey
}

/** Who sees a subject and writes about it. */
const membersOf = (number: number, people: number) => [...new Set([number, number * 7 + 3, number * 13 + 5].map(index => firstPerson + index % people))]

/** Subjects of a portal that a named caller sees too, by turns: the first of them nearly everything, the second nearly nothing. */
export function subjectsShownTo(caller: number, { subjects }: PlannedPortal): SubjectKey[] {
  return Array.from({ length: subjects }, (_, number) => number).filter(number => caller % 2 === 0 ? number % 5 < 3 : number % (subjects >> 4 || 1) === 0).map(subjectOf)
}

/**
 * Writes what many people wrote, with plain statements: the tables, triggers and the index of words are those of production.
 * What the clock's jobs would take away is dated a year ahead, so that none of it vanishes while something is measured.
 * @param now milliseconds since 1970; what was written was written before
 * @param say is told how far it is
 */
export function fill(sqlite: Database, portals: readonly FilledPortal[], now: number, say: (text: string) => void): void {
  const random = createRandom(seed + 1)
  const ahead = now + 365 * day

  const user = sqlite.prepare('insert into users (portal_id, user_id, name, photo, time_zone, is_admin, checked_at) values (?, ?, ?, null, \'Europe/Berlin\', 0, ?)')
  const token = sqlite.prepare('insert into user_tokens (portal_id, user_id, sealed_access, sealed_refresh, expires_at, updated_at) values (?, ?, ?, ?, ?, ?)')
  const proof = sqlite.prepare('insert into launch_proofs (portal_id, token_hash, user_id, expires_at) values (?, ?, ?, ?)')
  const subject = sqlite.prepare('insert into subjects (portal_id, key, card, refreshed_at) values (?, ?, ?, ?)')
  const grant = sqlite.prepare('insert into subject_grants (portal_id, user_id, key, allowed, checked_at) values (?, ?, ?, ?, ?)')
  const note = sqlite.prepare(`insert into notes (portal_id, id, subject, author_id, text, visibility, pinned, created_at, edited_at, deleted_at, version, source_kind, source_id)
    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
  const revision = sqlite.prepare('insert into note_revisions (portal_id, note_id, version, text, visibility, written_at, written_by) values (?, ?, 1, ?, ?, ?, ?)')
  const notice = sqlite.prepare('insert into notices (portal_id, note_id, kind, user_id, by_id, created_at, send_at, attempts) values (?, ?, \'mention\', ?, ?, ?, null, 1)')
  const followUp = sqlite.prepare('insert into follow_ups (portal_id, note_id, assignee_id, due_at, done_at, created_at, remind_at, remind_attempts) values (?, ?, ?, ?, ?, ?, ?, ?)')
  const template = sqlite.prepare('insert into templates (portal_id, id, owner_id, kind, title, text, shared, created_at, updated_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)')
  const inbox = sqlite.prepare('insert into event_inbox (member_id, event, ts, body_hash, sealed_body, state, attempts, next_attempt_at, outcome, received_at) values (?, \'ONAPPTEST\', ?, ?, \'\', \'done\', 1, ?, \'ok\', ?)')
  const journal = sqlite.prepare('insert into rest_journal (portal_id, user_id, method, status, duration_ms, at) values (?, ?, ?, 200, ?, ?)')

  function people({ id, people }: FilledPortal) {
    for (let index = 0; index < people; index++) {
      const userId = firstPerson + index
      user.run(id, userId, `${names[index % names.length]} ${surnames[(index * 7 + id) % surnames.length]}`, ahead)
      token.run(id, userId, `k1.${random.uuid().repeat(3)}`, `k1.${random.uuid().repeat(3)}`, ahead, now)
      proof.run(id, random.uuid(), userId, ahead)
    }
  }

  function subjects({ id, people, subjects }: FilledPortal) {
    for (let number = 0; number < subjects; number++) {
      const key = subjectOf(number)
      const card = { key, kind: parseSubjectKey(key).kind, title: words.some(random, 2 + random.below(5)), image: null, people: [], project: null }
      subject.run(id, key, JSON.stringify(card), now)
      for (const userId of membersOf(number, people)) grant.run(id, userId, key, random.chance(0.97) ? 1 : 0, ahead)
    }
  }

  function records({ id, memberId, notes }: FilledPortal) {
    for (let count = 0; count < 5; count++) {
      template.run(id, random.uuid(), firstPerson + count, random.pick(['message', 'call']), words.some(random, 3), words.some(random, 30), Number(random.chance(0.5)), now, now)
    }
    for (let count = 0; count < 20; count++) inbox.run(memberId, Math.floor(now / 1000), random.uuid(), now, ahead)
    for (let count = 0; count < notes / 10; count++) journal.run(id, firstPerson, random.pick(['tasks.task.get', 'profile', 'crm.deal.get', 'batch']), 50 + random.below(400), ahead + random.below(7 * day))
  }

  function text(): string {
    const length = 2 + Math.floor(26 * random.next() ** 2)
    if (random.chance(0.02)) return `${mentionOf({ id: firstPerson, name: 'Ada Berg' })} ${words.some(random, length)}`
    return words.some(random, length)
  }

  function write({ id, people, subjects }: FilledPortal, createdAt: number) {
    // The square makes some subjects talked about much more than others.
    const number = Math.floor(subjects * random.next() ** 2)
    const authorId = random.pick(membersOf(number, people))
    const noteId = random.uuid()
    const visibility = random.chance(0.1) ? 'private' : 'team'
    const isEdited = random.chance(0.03)
    const isOfCall = random.chance(0.02)
    const written = text()
    note.run(id, noteId, subjectOf(number), authorId, written, visibility, Number(random.chance(0.01)), createdAt, isEdited ? createdAt + day : null, random.chance(0.01) ? ahead : null,
      isEdited ? 2 : 1, isOfCall ? 'call' : null, isOfCall ? `externalCall.${noteId}` : null)
    if (isEdited) revision.run(id, noteId, text(), visibility, createdAt, authorId)
    if (written.startsWith('@')) notice.run(id, noteId, firstPerson, authorId, createdAt)
    if (random.chance(0.08)) {
      const state = random.below(10)
      if (state < 7) followUp.run(id, noteId, authorId, createdAt + 3 * day, createdAt + 2 * day, createdAt, null, 1)
      else if (state < 9) followUp.run(id, noteId, authorId, createdAt + day, null, createdAt, null, 1)
      else followUp.run(id, noteId, authorId, ahead + random.below(365 * day), null, createdAt, ahead, 0)
    }
  }

  const inOne = (work: () => void) => sqlite.transaction(work)()
  inOne(() => {
    for (const portal of portals) {
      people(portal)
      subjects(portal)
      records(portal)
    }
  })
  const began = now - years * 365 * day
  const span = (now - began) / rounds
  for (let round = 0; round < rounds; round++) {
    say(`round ${round + 1} of ${rounds}`)
    inOne(() => {
      for (const portal of portals) {
        const of = (share: number) => Math.floor(portal.notes * share / rounds)
        const count = of(round + 1) - of(round)
        for (let index = 0; index < count; index++) write(portal, Math.floor(began + round * span + index * span / count))
      }
    })
  }
}
