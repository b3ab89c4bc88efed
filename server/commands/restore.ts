import { parseArgs } from 'node:util'
import { BackupError } from '../backup/inspect'
import { restoreBackup } from '../backup/restore'
import { newestMigration, runCommand, say } from './command'

/** `npm run restore -- <file> [--force]`: puts a backup in the database's place while the service stands still. */
await runCommand(async ({ databaseFile }) => {
  const { values, positionals: [from, ...more] } = parseArgs({ allowPositionals: true, options: { force: { type: 'boolean', default: false } } })
  if (!from || more.length > 0) throw new BackupError('Name one backup: npm run restore -- <file>')
  const { portals, notes, aside } = restoreBackup({ from, to: databaseFile, force: values.force, newestMigration: newestMigration(), now: Date.now() })
  if (aside) say(`What stood there is ${aside} now.`)
  say(`${databaseFile} has ${portals} portals and ${notes} notes. Start the service.`)
})
