import { mentionOf } from '../../../../shared/markdown'
import { people, tasks } from '../../../e2e/support/acme'
import { newNote } from '../../../e2e/support/wire'
import { complain, unless } from '../operation'
import type { Operation } from '../operation'
import { everybody } from '../stage'
import type { KnownNote, Stage } from '../stage'

const day = 24 * 60 * 60_000
const noted = { employee1: 'Daniel Okafor', employee2: 'Priya Nair', admin: 'Maria Johnson' } as const

interface NoteRow { text: string, version: number, deleted_at: number | null }

const rowOf = ({ world }: Stage, id: string) => world.database.rows<NoteRow>('SELECT text, version, deleted_at FROM notes WHERE id = ?', id)[0]
const count = ({ world }: Stage, table: 'follow_ups' | 'notices' | 'note_revisions', id: string) =>
  world.database.rows(`SELECT 1 FROM ${table} WHERE note_id = ?`, id).length

/** A new note; some mention somebody, some are follow-ups: then all of it is written, or nothing. */
export function write(stage: Stage): Operation {
  const { random, clients, notes, promised } = stage
  const author = random.pick(everybody)
  const other = random.pick(everybody.filter(who => who !== author))
  const mentions = random.chance(0.3)
  const followUp = random.chance(0.2) ? { dueAt: Date.now() + 7 * day } : {}
  const id = random.uuid()
  const text = `Note ${id}${mentions ? ` for ${mentionOf({ id: people[other], name: noted[other] })}` : ''}`
  const note = { ...newNote(text, { taskId: random.pick([tasks.everybody, tasks.everybodyToo]) }), id, ...followUp }
  const send = () => clients[author].call('POST', '/api/notes', note)
  let isAcknowledged = false
  return {
    kind: 'write a note',
    async run() {
      const answer = await send()
      isAcknowledged = answer.ok
      return unless([200], 'Writing', answer)
    },
    async verify() {
      const isLost = isAcknowledged && !rowOf(stage, id)
      const again = await unless([200], 'Writing it again', await send())
      const row = rowOf(stage, id)
      notes.set(id, { id, author, text, version: 1, deleted: false, revisions: 0, plain: !mentions && !followUp.dueAt })
      if (mentions) promised.push({ noteId: id, userId: people[other], kind: 'mention' })
      return [
        ...complain(isLost, `Note ${id} was acknowledged and is gone`), ...again,
        ...complain(row?.text !== text || row.version !== 1, `Note ${id} is not as it was written`),
        ...complain(count(stage, 'notices', id) !== Number(mentions), `Note ${id} has ${count(stage, 'notices', id)} notices`),
        ...complain(count(stage, 'follow_ups', id) !== (followUp.dueAt ? 1 : 0), `Note ${id} has ${count(stage, 'follow_ups', id)} follow-ups`),
      ]
    },
  }
}

interface Change {
  kind: string
  send: (note: KnownNote) => Promise<Response>
  /** Statuses that say that it was done before. */
  doneBefore: number[]
  after: Partial<KnownNote>
}

/** A change of a note that its author has; undefined when there is none that nobody else changes now. */
function change(stage: Stage, suits: (note: KnownNote) => boolean, changeOf: (note: KnownNote) => Change): Operation | undefined {
  const { random, notes, taken } = stage
  const free = [...notes.values()].filter(note => note.plain && !taken.has(note.id) && suits(note))
  if (free.length === 0) return undefined
  const before = random.pick(free)
  const { kind, send, doneBefore, after } = changeOf(before)
  const expected = { ...before, ...after, version: before.version + 1 }
  taken.add(before.id)
  let isAcknowledged = false
  const isAs = (known: KnownNote) => {
    const row = rowOf(stage, known.id)
    return row?.text === known.text && row.version === known.version && (row.deleted_at !== null) === known.deleted && count(stage, 'note_revisions', known.id) === known.revisions
  }
  return {
    kind,
    async run() {
      const answer = await send(before)
      isAcknowledged = answer.ok
      return unless([200, 204], kind, answer)
    },
    async verify() {
      const isLost = isAcknowledged && !isAs(expected)
      const isTorn = !isAcknowledged && !isAs(before) && !isAs(expected)
      const again = await unless([200, 204, ...doneBefore], `${kind}, again,`, await send(before))
      taken.delete(before.id)
      notes.set(before.id, expected)
      return [
        ...complain(isLost, `"${kind}" of ${before.id} was acknowledged and is gone`), ...complain(isTorn, `"${kind}" of ${before.id} is done by half`), ...again,
        ...complain(!isAs(expected), `"${kind}" of ${before.id}, asked for twice, is not done once`),
      ]
    },
  }
}

/** Another text, of which the earlier one is kept. */
export const edit = (stage: Stage): Operation | undefined => change(stage, note => !note.deleted, (note) => {
  const text = `Edited ${stage.random.uuid()}`
  return {
    kind: 'edit a note', doneBefore: [], after: { text, revisions: note.revisions + 1 },
    send: ({ id, author, version }) => stage.clients[author].call('PATCH', `/api/notes/${id}`, { text, version }),
  }
})

export const remove = (stage: Stage): Operation | undefined => change(stage, note => !note.deleted, () => ({
  kind: 'delete a note', doneBefore: [404], after: { deleted: true },
  send: ({ id, author }) => stage.clients[author].call('DELETE', `/api/notes/${id}`),
}))

export const restore = (stage: Stage): Operation | undefined => change(stage, note => note.deleted, () => ({
  kind: 'restore a note', doneBefore: [404], after: { deleted: false },
  send: ({ id, author }) => stage.clients[author].call('POST', `/api/notes/${id}/restore`),
}))
