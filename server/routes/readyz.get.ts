import { migrationsCurrent } from '#db/migrate'
import { migrationsFolder } from '../plugins/start'
import { useServices } from '../services'
import { checkDatabase, checkDisk } from '../storage/check'

/** An event that waited longer than this for its turn means that nobody works on the inbox. */
const stuckAfter = 5 * 60_000

/**
 * Whether the service can do its work: 200 while every check says `ok`, 503 otherwise (docs/operating.md, "Health"). A `disk` that is `low` only warns.
 * What cannot be looked at because the database fails is `unknown`.
 */
export default defineEventHandler(async (event) => {
  const { database, repositories, keyring, running, clock } = useServices()
  setResponseHeader(event, 'cache-control', 'no-store')
  if (running.ending.aborted) {
    // What is on its way is still answered; nothing new should be sent here.
    setResponseStatus(event, 503)
    return { status: 'stopping' }
  }
  const now = clock()
  const state = await checkDatabase(database, now)
  const look = async (check: () => boolean | Promise<boolean>, otherwise: string) => {
    if (state !== 'ok') return 'unknown'
    return await check() ? 'ok' : otherwise
  }
  const checks = {
    database: state,
    migrations: await look(() => migrationsCurrent(database, migrationsFolder), 'behind'),
    keys: keyring.open(keyring.seal('ready', 'readyz'), 'readyz') === 'ready' ? 'ok' : 'broken',
    inbox: await look(async () => now - (await repositories.events.oldestDue(now) ?? now) < stuckAfter, 'stuck'),
  }
  const disk = await checkDisk(database)
  const isReady = disk !== 'full' && Object.values(checks).every(check => check === 'ok')
  if (!isReady) setResponseStatus(event, 503)
  return { status: isReady ? 'ok' : 'failing', checks: { ...checks, disk } }
})
