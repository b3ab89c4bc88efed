import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { HardContext, Part, Trial } from '../part'
import { tryDamage } from './damage'
import { tryLocks } from './locks'

/**
 * The disk under the database fails, or another program does things to the file: nothing that was acknowledged is missing, people go on reading
 * where they can, and all is well again without a restart where the fault passes.
 */
export const storage: Part = {
  title: 'Storage that fails',
  run: async context => [...await tryDisk(context), ...await tryLocks(context), ...await tryDamage(context)],
}

/** A small disk of our own needs a mount namespace, which every user of Linux may make, unless the machine forbids it. */
async function tryDisk({ seed, entry, folder, progress }: HardContext): Promise<Trial[]> {
  const program = fileURLToPath(new URL('disk.ts', import.meta.url))
  const child = spawn('unshare', ['--map-root-user', '--mount', process.execPath, '--import', 'tsx', program, JSON.stringify({ seed, entry, folder })], { stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  let complaints = ''
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString()
    for (const line of chunk.toString().split('\n')) if (line.startsWith('disk:')) progress(line)
  })
  child.stderr.on('data', (chunk: Buffer) => { complaints += chunk.toString() })
  const code = await new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(null))
    child.once('close', resolve)
  })
  if (code === null || /unshare|mount/.test(complaints)) return [{ what: 'a full disk', tried: 0, held: 0, note: 'This machine lets nobody mount a disk of their own, so none was filled.' }]
  if (code !== 0) throw new Error(complaints)
  return JSON.parse(said.trim().split('\n').at(-1)!) as Trial[]
}
