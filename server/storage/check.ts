import { statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { DatabaseHandle } from '#db/client'
import type { StorageFault } from '#db/faults'
import { storageFaultOf } from '#db/faults'
import { patiently } from '#db/patience'
import { createLocksRepository } from '#db/repositories/locks'

/** A process writes for some milliseconds at a time; one that takes longer than this has forgotten to end. */
const lockPatience = 1_000
/** Free bytes from which on the operator should know, and from which on nobody should be sent here. */
const enoughSpace = 512 * 1024 * 1024
const leastSpace = 1024 * 1024

/** `missing`: the file was deleted or replaced while we have it open, and what is written now is lost when this process ends. */
export type DatabaseState = 'ok' | StorageFault | 'missing'

/** Whether the database takes a write: a real one, on the disk before this answers. Never throws, and takes hardly longer than a second. */
export async function checkDatabase(database: DatabaseHandle, now: number): Promise<DatabaseState> {
  if (database.isDamaged) return 'corrupt'
  if (!database.isInPlace()) return 'missing'
  try {
    await patiently(() => createLocksRepository(database.db).acquire('readyz', 'readyz', 0, now), lockPatience)
    return 'ok'
  }
  catch (error) {
    return storageFaultOf(error) ?? 'unavailable'
  }
}

/** `full`: small writes may still succeed, because SQLite uses space again that it has; soon none will. `unknown` where the system does not tell. */
export type DiskState = 'ok' | 'low' | 'full' | 'unknown'

/**
 * Whether there is room to grow on the disk of the database.
 * @param read stands in for the system in tests
 */
export async function checkDisk({ file }: Pick<DatabaseHandle, 'file'>, read: (folder: string) => Promise<{ bavail: number, bsize: number }> = statfs): Promise<DiskState> {
  try {
    const { bavail, bsize } = await read(dirname(file))
    const free = bavail * bsize
    if (free < leastSpace) return 'full'
    return free < enoughSpace ? 'low' : 'ok'
  }
  catch {
    return 'unknown'
  }
}
