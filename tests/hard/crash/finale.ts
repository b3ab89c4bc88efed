import { setTimeout as sleep } from 'node:timers/promises'
import { newNote } from '../../e2e/support/wire'
import { tickMs } from './operations/reminders'
import { openSessions } from './stage'
import type { Promised, Stage } from './stage'

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
  const { world, notes, events, promised } = stage
  const { app, database, control } = world
  await app.stop()
  // The time passes after which nobody waits for a dead process any more.
  database.advance('UPDATE locks SET expires_at = 0')
  for (const [table, column] of [['follow_ups', 'remind_at'], ['notices', 'send_at']] as const) {
    database.advance(`UPDATE ${table} SET ${column} = ? WHERE ${column} IS NOT NULL AND note_id IN (${promised.map(() => '?').join(', ')})`, Date.now(), ...promised.map(({ noteId }) => noteId))
  }
  await app.start()
  stage.clients = await openSessions(world)
  // Whoever writes a note has all notices sent that are due.
  await stage.clients.admin.call('POST', '/api/notes', newNote('Everything has come to its end'))
  await untilQuiet(stage)

  const rows = new Map(database.rows<{ id: string, text: string, version: number, deleted_at: number | null }>('SELECT id, text, version, deleted_at FROM notes').map(row => [row.id, row]))
  const isKept = [...notes.values()].map(({ id, text, version, deleted }) => {
    const row = rows.get(id)
    return row?.text === text && row.version === version && (row.deleted_at !== null) === deleted
  })
  const ended = events.map(ts => database.rows<{ state: string }>('SELECT state FROM event_inbox WHERE ts = ?', ts)).map(found => found.length === 1 && ['done', 'ignored'].includes(found[0]!.state))
  const notifications = control.notifications({ portal: 'acme' })
  const isTold = ({ noteId, userId }: Promised) => notifications.filter(({ to, message }) => to === userId && message.includes(noteId)).length === 1
  const calls = control.calls({ portal: 'acme' })
  const [mentions, reminders] = (['mention', 'reminder'] as const).map(kind => promised.filter(one => one.kind === kind))
  return {
    notes: counted(isKept), events: counted(ended), mentions: counted(mentions!.map(isTold)), reminders: counted(reminders!.map(isTold)),
    repeated: { mentions: (calls['im.notify.personal.add'] ?? 0) - mentions!.length, reminders: (calls['im.notify.system.add'] ?? 0) - reminders!.length },
    errors: [...app.complaints, ...app.log.filter(line => /"level":"(?:error|fatal)"/.test(line))],
  }
}

const counted = (held: readonly boolean[]): Count => ({ tried: held.length, held: held.filter(Boolean).length })

/** Until nothing waits and nothing is being sent. What still is when patience is over, counts as missing. */
async function untilQuiet({ world: { database }, promised, events }: Stage): Promise<void> {
  const idsOf = (wanted: Promised['kind']) => promised.filter(({ kind }) => kind === wanted).map(({ noteId }) => noteId)
  const waits = (table: string, column: string, ids: readonly string[]) =>
    database.rows(`SELECT 1 FROM ${table} WHERE ${column} IS NOT NULL AND note_id IN (${ids.map(() => '?').join(', ')})`, ...ids).length > 0
  const [mentions, reminders] = [idsOf('mention'), idsOf('reminder')]
  const isQuiet = () => !waits('notices', 'send_at', mentions) && !waits('follow_ups', 'remind_at', reminders)
    && events.every(ts => database.rows(`SELECT 1 FROM event_inbox WHERE ts = ? AND state = 'pending'`, ts).length === 0)
  const end = Date.now() + patienceMs
  while (!isQuiet() && Date.now() < end) await sleep(100)
}
