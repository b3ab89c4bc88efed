import type { StorageFault } from '#db/faults'
import { storageFaultOf } from '#db/faults'
import { NewerSchemaError } from '#db/migrate'
import { ConfigError } from '../config'

const sentences: Record<StorageFault, string> = {
  full: 'The disk of the database is full. Free some space.',
  read_only: 'The database cannot be written to. Check the owner and permissions of the file and its folder, and that the disk is not mounted read-only.',
  locked: 'Another program holds a lock on the database. Find and end it.',
  corrupt: 'The database file is damaged, or is no database. Restore a backup.',
  unavailable: 'The database file cannot be opened. Check that NUXT_DATABASE_URL names a file in a folder that this user may read and write, and that its disk works.',
}

/** What the operator should know and do when the service does not start, in a sentence or two; never a value of the configuration. */
export function startFailure(error: unknown): string {
  if (error instanceof ConfigError) return `Configuration: ${error.message}.`
  if (error instanceof NewerSchemaError) return inGuide('The database was written by a newer version of Sidenote. Start that version, or restore the backup from before the upgrade.')
  const fault = storageFaultOf(error) ?? (isFileError(error) ? 'unavailable' : null)
  return fault ? inGuide(sentences[fault]) : 'The database cannot be opened or brought up to date.'
}

const inGuide = (sentence: string) => `${sentence} See docs/operating.md, "When the database fails".`

/** An error of the file system, from making the folder. */
const isFileError = (error: unknown) => error instanceof Error && 'syscall' in error
