import { dirname, join } from 'node:path'
import { applyMigrations } from '#db/migrate'
import { createLog } from '../log'
import { startServices } from '../services'
import { startFailure } from '../storage/start-failure'

/**
 * Migrations stand beside the built server (copied by the build), or in the repository while developing.
 * The main script tells where: Nitro sets `import.meta.url` only after plugins have run.
 */
export const migrationsFolder = import.meta.dev ? 'db/migrations' : join(dirname(process.argv[1] ?? ''), 'migrations')

/** Checks the configuration, opens the database and brings it up to date before the first request. */
export default defineNitroPlugin((nitro) => {
  try {
    const services = startServices(handle => applyMigrations(handle, migrationsFolder))
    services.log.info({ origin: services.config.origin }, 'service.start.done')
    nitro.hooks.hook('close', () => services.database.close())
  }
  catch (error) {
    createLog().error({ err: error }, 'service.start.failed')
    process.stderr.write(`Sidenote does not start. ${startFailure(error)}\n`)
    process.exit(1)
  }
})
