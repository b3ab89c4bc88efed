import { setTimeout as sleep } from 'node:timers/promises'
import { people, tasks } from '../../../e2e/support/acme'
import { newNote } from '../../../e2e/support/wire'
import { complain, unless } from '../operation'
import type { Operation } from '../operation'
import { everybody } from '../stage'
import type { Stage } from '../stage'

/** The clock's tick at which reminders are sent (nuxt.config.ts, `scheduledTasks`). */
export const tickMs = 15_000
const hour = 60 * 60_000
/** Follow-ups that fall due together. */
const several = 5
/** How long the portal thinks after it has told somebody, so that a kill falls in between. */
const slowAnswerMs = 15

export const untilTick = (): number => tickMs - Date.now() % tickMs

const told = ({ world }: Stage, noteId: string) => world.control.notifications({ portal: 'acme' }).some(({ message }) => message.includes(noteId))

/**
 * Reminders that the clock's next tick sends, one after the other. Begun shortly before it.
 * Which of them was being sent when the process was killed is sent again under the same tag (decision 0018).
 */
export async function remind(stage: Stage): Promise<Operation> {
  const { world, random, clients, promised } = stage
  const due: string[] = []
  for (let number = 0; number < several; number++) {
    const who = random.pick(everybody)
    const id = random.uuid()
    const answer = await clients[who].call('POST', '/api/notes', { ...newNote(`Due ${id}`, { taskId: tasks.everybody }), id, dueAt: Date.now() + hour })
    const [wrong] = await unless([200], 'Writing a follow-up', answer)
    if (wrong) throw new Error(wrong)
    due.push(id)
    promised.push({ noteId: id, userId: people[who], kind: 'reminder' })
  }
  fallDue(stage, due)
  world.control.setFaults({ portal: 'acme', faults: { slowAnswerMs } })
  return {
    kind: 'send reminders',
    beginsAt: Date.now() + untilTick(),
    async run(killed) {
      while (!due.every(id => told(stage, id))) await sleep(1, undefined, { signal: killed })
      return []
    },
    async verify() {
      world.control.setFaults({ portal: 'acme', faults: { slowAnswerMs: 0 } })
      const waiting = new Set(world.database.rows<{ note_id: string }>('SELECT note_id FROM follow_ups WHERE remind_at IS NOT NULL').map(row => row.note_id))
      return due.flatMap(id => complain(!waiting.has(id) && !told(stage, id), `Nobody was reminded of ${id}, and nobody will be`))
    },
  }
}

/** The time comes for these; of those that somebody died with, too. */
export function fallDue({ world }: Stage, noteIds: readonly string[]): void {
  for (const id of noteIds) world.database.advance('UPDATE follow_ups SET remind_at = ? WHERE note_id = ? AND remind_at IS NOT NULL', Date.now(), id)
}
