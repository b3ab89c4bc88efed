import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { openDatabase } from '#db/client'
import { newestCommitted } from '#db/migrate'
import { createLocksRepository } from '#db/repositories/locks'
import { BackupError } from '../backup/inspect'
import { writeBackup } from '../backup/write'
import { createLog } from '../log'
import { migrations, runCommand } from './command'

/**
 * `npm run backup`: writes a backup now, while the service runs or stands still. The service itself starts it every night with `--if-due`, as a process
 * of its own, because copying and checking gigabytes would keep everybody waiting. Tells what became of it as a line of the log.
 */
await runCommand(async ({ databaseFile, backupFolder }) => {
  const { values } = parseArgs({ options: { 'if-due': { type: 'boolean', default: false } } })
  if (!backupFolder) throw new BackupError('NUXT_BACKUP_DIR names no folder')
  if (!existsSync(databaseFile)) throw new BackupError(`There is no database at ${databaseFile}`)
  const log = createLog()
  try {
    const database = openDatabase(databaseFile)
    try {
      const locks = createLocksRepository(database.db)
      await writeBackup({ sqlite: database.sqlite, locks, folder: backupFolder, newestMigration: newestCommitted(migrations), clock: Date.now, log }, { onlyIfDue: values['if-due'] })
    }
    finally {
      database.close()
    }
  }
  catch (error) {
    process.exitCode = 1
    log.error({ err: error }, 'backup.write.failed')
  }
})
