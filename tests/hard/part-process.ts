import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { HardContext, Trial } from './part'
import type { PartName } from './parts'

/** What the process of a part is told. */
export interface Assignment { name: PartName, context: Omit<HardContext, 'progress'> }

/** What it says: a line now and then, and at its end what came of it. */
export type Message = { progress: string } | { title: string, trials: Trial[] } | { failure: string }

export interface PartResult { title: string, trials: Trial[] }

/** What runs now, to be ended with this process: whoever stops the run stops its servers. */
const running = new Set<ChildProcess>()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1))
process.once('exit', () => running.forEach(end))

/**
 * Runs one part in a process of its own, at the head of a group of its own: what it leaves running, and what it is still doing when its
 * time is over, ends with the group.
 * @throws when the part could not be carried out, or not in time
 */
export function runInProcess(assignment: Assignment, limitMs: number, progress: (line: string) => void): Promise<PartResult> {
  const child = fork(fileURLToPath(new URL('run-part.ts', import.meta.url)), { execArgv: ['--import', 'tsx'], detached: true })
  running.add(child)
  return new Promise<PartResult>((resolve, reject) => {
    const limit = setTimeout(() => reject(new Error(`It was not done after ${limitMs / 60_000} minutes.`)), limitMs)
    child.on('message', (message: Message) => {
      if ('progress' in message) return progress(message.progress)
      clearTimeout(limit)
      if ('failure' in message) reject(new Error(message.failure))
      else resolve(message)
    })
    child.once('error', reject)
    child.once('exit', (code, signal) => reject(new Error(`Its process ended (${signal ?? `exit code ${code}`}).`)))
    child.send(assignment)
  }).finally(() => {
    end(child)
    running.delete(child)
  })
}

function end({ pid }: ChildProcess): void {
  if (pid === undefined) return
  try {
    process.kill(-pid, 'SIGKILL')
  }
  catch {
    // Nobody of the group is left.
  }
}
