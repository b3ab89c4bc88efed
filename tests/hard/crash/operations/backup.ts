import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { commandOf } from '../../../e2e/support/command'
import { DatabaseFile } from '../../../e2e/support/database'
import { complain } from '../operation'
import type { Operation } from '../operation'
import type { Stage } from '../stage'

/**
 * A backup, written beside the running service by a process that is killed with it. What has a backup's name is whole; the next one begins
 * anew and clears away what was left.
 */
export function backUp({ world, notes, taken }: Stage): Operation {
  const { app, database } = world
  const { file, options } = commandOf(app, 'backup')
  const folder = path.join(path.dirname(database.file), 'backups')
  const env = { ...options.env, NUXT_BACKUP_DIR: folder }

  /** @throws when it is killed */
  async function write(signal?: AbortSignal): Promise<string[]> {
    const [code] = await once(spawn(process.execPath, [file], { ...options, env, stdio: 'ignore', signal, killSignal: 'SIGKILL' }), 'exit') as [number | null]
    return complain(code !== 0, `A backup ended with ${code}`)
  }

  return {
    kind: 'back up',
    run: write,
    async verify() {
      const wrong = backupsIn(folder).flatMap(wrongWith)
      // The time passes after which nobody waits for a dead process any more.
      database.advance(`UPDATE locks SET expires_at = 0 WHERE name = 'backup'`)
      const expected = [...notes.values()].filter(({ id }) => !taken.has(id))
      wrong.push(...await write())
      const files = backupsIn(folder)
      const newest = files.at(-1)
      const isMissing = newest === undefined || !expected.every(({ id, text }) => newest.rows('SELECT 1 FROM notes WHERE id = ? AND text = ?', id, text).length === 1)
      wrong.push(
        ...files.flatMap(wrongWith), ...complain(isMissing, 'A backup lacks what was acknowledged before it'),
        ...complain(readdirSync(folder).some(name => name.includes('.partial')), 'A backup leaves half of an earlier one behind'),
      )
      rmSync(folder, { recursive: true, force: true })
      return wrong
    },
  }
}

/** What is called a backup, oldest first. */
function backupsIn(folder: string): DatabaseFile[] {
  const names = existsSync(folder) ? readdirSync(folder).filter(name => name.endsWith('.db')).sort() : []
  return names.map(name => new DatabaseFile(path.join(folder, name)))
}

const wrongWith = (backup: DatabaseFile): string[] =>
  complain(backup.rows<{ integrity_check: string }>('PRAGMA integrity_check')[0]?.integrity_check !== 'ok', `${path.basename(backup.file)} is damaged`)
