import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { dirname, join } from 'node:path'
import { isBackupDue } from '../../backup/files'
import { useServices } from '../../services'

let running: Promise<unknown> | undefined

/** Backs the database up, once a night, where a folder is configured. The command that does it is a process of its own and writes into the same log. */
export default defineTask({
  meta: { name: 'backup:write', description: 'Writes the nightly backup' },
  async run() {
    const { config: { backupFolder }, clock, log } = useServices()
    try {
      if (!backupFolder || running || !isBackupDue(backupFolder, clock())) return { result: 'not due' }
      // Beside the main script, where the build puts it.
      const child = spawn(process.execPath, [join(dirname(process.argv[1] ?? ''), 'commands/backup.mjs'), '--if-due'], { stdio: ['ignore', 'inherit', 'inherit'] })
      running = once(child, 'exit').finally(() => { running = undefined })
      await running
    }
    catch (error) {
      // It could not even begin: the command tells of its own failures.
      log.error({ err: error }, 'backup.write.failed')
    }
    return { result: 'done' }
  },
})
