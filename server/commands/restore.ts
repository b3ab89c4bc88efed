import { parseArgs } from 'node:util'
import { BackupError } from '../backup/inspect'
import { restoreBackup } from '../backup/restore'
import { migrations, runCommand, say } from './command'

/** `npm run restore -- <file> [--force] [--erased=7,12]`: puts a backup in the database's place while the service stands still. */
await runCommand(async ({ databaseFile }) => {
  const { values, positionals: [from, ...more] } = parseArgs({ allowPositionals: true, options: { force: { type: 'boolean', default: false }, erased: { type: 'string', default: '' } } })
  if (!from || more.length > 0) throw new BackupError('Name one backup: npm run restore -- <file>')
  const erased = values.erased.split(',').filter(part => part !== '').map(Number)
  if (erased.some(id => !Number.isSafeInteger(id) || id < 1)) throw new BackupError('--erased takes the numbers of portals, as in --erased=7,12')
  const { portals, notes, aside } = await restoreBackup({ from, to: databaseFile, force: values.force, erased, migrations, now: Date.now() })
  if (aside) say(`What stood there is ${aside} now.`)
  if (erased.length > 0) say(`Portals erased again: ${erased.join(', ')}.`)
  say(`The backup of ${portals} portals and ${notes} notes is ${databaseFile} now. Start the service.`)
})
