import { existsSync } from 'node:fs'
import { openDatabase } from '#db/client'
import { createEventsRepository } from '#db/repositories/events'
import { createPortalsRepository } from '#db/repositories/portals'
import { createTokensRepository } from '#db/repositories/tokens'
import { createKeyring } from '#db/sealing'
import { BackupError } from '../backup/inspect'
import { rotateKeys } from '../keys/rotate'
import type { Rotation } from '../keys/rotate'
import { runCommand, say } from './command'

/** `npm run keys:rotate`: seals everything under the newest key, while the service runs, and says which older ones are not needed any more. */
await runCommand(async ({ databaseFile, encryptionKeys }) => {
  if (!existsSync(databaseFile)) throw new BackupError(`There is no database at ${databaseFile}`)
  const database = openDatabase(databaseFile)
  try {
    const keyring = createKeyring(encryptionKeys)
    const rotation = await rotateKeys({
      tokens: createTokensRepository(database.db, keyring), events: createEventsRepository(database.db, keyring), portals: createPortalsRepository(database.db),
    })
    for (const sentence of report(rotation, encryptionKeys.map(({ id }) => id))) say(sentence)
  }
  finally {
    database.close()
  }
})

function* report({ resealed, unreadable, rows, keyedHashes }: Rotation, [newest = '', ...older]: string[]) {
  yield `${resealed} rows were sealed again under ${newest}, which seals ${rows.get(newest) ?? 0} now.`
  if (unreadable > 0) yield `${unreadable} rows cannot be read: their key is not configured. The people they belong to open Sidenote once again.`
  if (keyedHashes > 0) yield `${keyedHashes} portals have not shown their application token since an earlier version stored it under a key: until they do, the older keys are needed.`
  for (const key of older) {
    const left = rows.get(key) ?? 0
    if (left > 0) yield `${key} still seals ${left} rows: start this command again once every process of the service has ${newest} in front.`
    else if (keyedHashes === 0) yield `${key} seals nothing any more. An hour after every process has ${newest} in front it can leave NUXT_ENCRYPTION_KEYS.`
  }
}
