import type { ApiClient } from '../../e2e/support/wire'
import { formOf, installOverTheWire, newNote, sendLaunch } from '../../e2e/support/wire'
import type { World } from '../../e2e/support/world'
import { people, tasks } from '../../e2e/support/acme'

/** People who read and write on a task, and what they were promised. */
export interface Team {
  /** Writes a note. @returns the code of the refusal, null when it was acknowledged */
  write: (text: string) => Promise<string | null>
  /** Whether whoever is known can open the task, and the API lists its notes. */
  canRead: () => Promise<boolean>
  readiness: () => Promise<{ status: number, database: string }>
  /** What is wrong with what is stored: acknowledged notes that are missing, refused ones that are there. */
  wrong: () => string[]
  acknowledged: () => number
}

export async function createTeam(world: World): Promise<Team> {
  const client: ApiClient = await installOverTheWire(world)
  const frame = world.launch({ portal: 'acme', userId: people.admin, placement: 'TASK_VIEW_TAB', options: { taskId: String(tasks.everybody) } })
  const launch = async () => (await sendLaunch(frame.action, formOf(frame))).status
  if (await launch() !== 200) throw new Error('The task cannot be opened')
  const promised = new Set<string>()
  const refused = new Set<string>()
  return {
    async write(text) {
      const note = newNote(text)
      const answer = await client.call('POST', '/api/notes', note)
      const body = await answer.json() as { error?: { code: string } }
      const kept = answer.ok ? promised : refused
      kept.add(note.id)
      return answer.ok ? null : `${answer.status} ${body.error?.code}`
    },
    canRead: async () => await launch() === 200 && (await client.call('GET', `/api/notes?subject=task:${tasks.everybody}`)).status === 200,
    async readiness() {
      const answer = await fetch(`${world.app.origin}/readyz`)
      return { status: answer.status, database: (await answer.json() as { checks: { database: string } }).checks.database }
    },
    wrong() {
      const stored = new Set(world.database.rows<{ id: string }>('SELECT id FROM notes').map(({ id }) => id))
      const health = world.database.rows<{ integrity_check: string }>('PRAGMA integrity_check')[0]!.integrity_check
      return [
        ...[...promised].filter(id => !stored.has(id)).map(id => `${id} was acknowledged and is missing`),
        ...[...refused].filter(id => stored.has(id)).map(id => `${id} was refused and is there`),
        ...(health === 'ok' ? [] : [health]),
      ]
    },
    acknowledged: () => promised.size,
  }
}

/** Counts what held; keeps the first sentences about what did not. */
export function createTally(what: string) {
  let tried = 0
  let held = 0
  const failures: string[] = []
  return {
    expect(isTrue: boolean, otherwise: string) {
      tried += 1
      if (isTrue) held += 1
      else if (failures.length < 3) failures.push(otherwise)
    },
    trial: (note?: string) => ({ what, tried, held, note: failures.join('; ') || note }),
  }
}
