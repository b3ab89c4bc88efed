import { migrationsCurrent } from '#db/migrate'
import { migrationsFolder } from '../plugins/start'
import { useServices } from '../services'

/** An event that waited longer than this for its turn means that nobody works on the inbox. */
const stuckAfter = 5 * 60_000

/** Whether the service can do its work: 200 with every check true, 503 otherwise. */
export default defineEventHandler(async (event) => {
  const { database, repositories, keyring, running, clock } = useServices()
  setResponseHeader(event, 'cache-control', 'no-store')
  if (running.ending.aborted) {
    // What is on its way is still answered; nothing new should be sent here.
    setResponseStatus(event, 503)
    return { status: 'stopping' }
  }
  const now = clock()
  const checks = {
    database: await succeeds(async () => {
      await repositories.locks.acquire('readyz', 'readyz', 0, now)
    }),
    migrations: await succeeds(async () => migrationsCurrent(database, migrationsFolder)),
    keys: await succeeds(async () => keyring.open(keyring.seal('ready', 'readyz'), 'readyz') === 'ready'),
    inbox: await succeeds(async () => now - (await repositories.events.oldestDue(now) ?? now) < stuckAfter),
  }
  const ready = Object.values(checks).every(Boolean)
  if (!ready) setResponseStatus(event, 503)
  return { status: ready ? 'ok' : 'failing', checks }
})

async function succeeds(check: () => Promise<unknown>): Promise<boolean> {
  try {
    return await check() !== false
  }
  catch {
    return false
  }
}
