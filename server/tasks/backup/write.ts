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
    const { config, clock, log } = useServices()
    if (!config.backupFolder || running || !isBackupDue(config.backupFolder, clock())) return { result: 'not due' }
    // Beside the main script, where the build puts it.
    const child = spawn(process.execPath, [join(dirname(process.argv[1] ?? ''), 'commands/backup.mjs'), '--if-due'], { stdio: ['ignore', 'inherit', 'inherit'] })
    running = once(child, 'exit').catch(error => log.error({ err: error }, 'backup.write.failed')).finally(() => { running = undefined })
    await running
    return { result: 'done' }
  },
})
