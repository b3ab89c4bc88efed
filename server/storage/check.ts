import { statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { DatabaseHandle } from '#db/client'
import type { StorageFault } from '#db/faults'
import { storageFaultOf } from '#db/faults'
import { patiently } from '#db/patience'
import { createLocksRepository } from '#db/repositories/locks'

/** A process writes for some milliseconds at a time; one that takes longer than this has forgotten to end. */
const lockPatience = 1_000
/** Bytes. */
const enoughSpace = 512 * 1024 * 1024

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

/** Whether there is room to grow on the disk of the database; `unknown` where the system does not tell. */
export async function checkDisk({ file }: Pick<DatabaseHandle, 'file'>): Promise<'ok' | 'low' | 'unknown'> {
  try {
    const { bavail, bsize } = await statfs(dirname(file))
    return bavail * bsize < enoughSpace ? 'low' : 'ok'
  }
  catch {
    return 'unknown'
  }
}
