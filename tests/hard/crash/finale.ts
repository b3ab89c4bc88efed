import { setTimeout as sleep } from 'node:timers/promises'
import { newNote } from '../../e2e/support/wire'
import { tickMs } from './operations/reminders'
import { openSessions } from './stage'
import type { KnownNote, Promised, Stage } from './stage'

/** Longer than the clock needs for the next tick and for what it sends then. */
const patienceMs = 2 * tickMs + 10_000

interface Count { tried: number, held: number }

/** What is counted once at the end, of everything that happened before. */
export interface FinalCounts {
  notes: Count
  events: Count
  /** Each told as one notification. */
  mentions: Count
  reminders: Count
  /** Notifications that were sent a second time, and replaced the first. */
  repeated: { mentions: number, reminders: number }
  /** Of the whole time: errors in the log, and words on the standard error. */
  errors: string[]
}

/** Lets everything come to its end that a kill interrupted, and counts what became of all that was acknowledged. */
export async function finale(stage: Stage): Promise<FinalCounts> {
  const { world: { app, database, control }, notes, events, promised } = stage
  const [mentions, reminders] = [promised.filter(({ kind }) => kind === 'mention'), promised.filter(({ kind }) => kind === 'reminder')]
  await app.stop()
  // The time passes after which nobody waits for a dead process any more.
  database.advance('UPDATE locks SET expires_at = 0')
  database.advance(`UPDATE notices SET send_at = ? WHERE send_at IS NOT NULL AND ${among(mentions)}`, Date.now(), ...idsOf(mentions))
  database.advance(`UPDATE follow_ups SET remind_at = ? WHERE remind_at IS NOT NULL AND ${among(reminders)}`, Date.now(), ...idsOf(reminders))
  await app.start()
  stage.clients = await openSessions(stage.world)
  // Whoever writes a note has all notices sent that are due.
  await stage.clients.admin.call('POST', '/api/notes', newNote('Everything has come to its end'))

  // Until nothing waits and nothing is being sent. What still is when patience is over, counts as missing.
  const isQuiet = () => database.rows(`SELECT 1 FROM notices WHERE send_at IS NOT NULL AND ${among(mentions)}`, ...idsOf(mentions)).length === 0
    && database.rows(`SELECT 1 FROM follow_ups WHERE remind_at IS NOT NULL AND ${among(reminders)}`, ...idsOf(reminders)).length === 0
    && events.every(ts => stateOf(ts) !== 'pending')
  const end = Date.now() + patienceMs
  while (!isQuiet() && Date.now() < end) await sleep(100)

  const rows = new Map(database.rows<{ id: string, text: string, version: number, deleted_at: number | null }>('SELECT id, text, version, deleted_at FROM notes').map(row => [row.id, row]))
  const isKept = ({ id, text, version, deleted }: KnownNote) => {
    const row = rows.get(id)
    return row?.text === text && row.version === version && (row.deleted_at !== null) === deleted
  }
  const notifications = control.notifications({ portal: 'acme' })
  const isTold = ({ noteId, userId }: Promised) => notifications.filter(({ to, message }) => to === userId && message.includes(noteId)).length === 1
  const sent = control.calls({ portal: 'acme' })
  return {
    notes: counted([...notes.values()].map(isKept)),
    events: counted(events.map(ts => ['done', 'ignored'].includes(stateOf(ts)))),
    mentions: counted(mentions.map(isTold)),
    reminders: counted(reminders.map(isTold)),
    repeated: { mentions: (sent['im.notify.personal.add'] ?? 0) - mentions.length, reminders: (sent['im.notify.system.add'] ?? 0) - reminders.length },
    errors: [...app.complaints, ...app.log.filter(line => /"level":"(?:error|fatal)"/.test(line))],
  }

  /** Of an event that is there once. */
  function stateOf(ts: number): string {
    const found = database.rows<{ state: string }>('SELECT state FROM event_inbox WHERE ts = ?', ts)
    return found.length === 1 ? found[0]!.state : `there ${found.length} times`
  }
}

const idsOf = (promised: readonly Promised[]) => promised.map(({ noteId }) => noteId)
const among = (promised: readonly Promised[]) => `note_id IN (${promised.map(() => '?').join(', ')})`

const counted = (held: readonly boolean[]): Count => ({ tried: held.length, held: held.filter(Boolean).length })
