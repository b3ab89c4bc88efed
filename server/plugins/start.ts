import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { applyMigrations } from '#db/migrate'
import { ConfigError } from '../config'
import { createLog } from '../log'
import { startServices } from '../services'

/** Migrations stand beside the built server (copied by the build), or in the repository while developing. */
export const migrationsFolder = import.meta.dev ? 'db/migrations' : fileURLToPath(new URL('./migrations', import.meta.url))

/** Checks the configuration, opens the database and brings it up to date before the first request. */
export default defineNitroPlugin((nitro) => {
  try {
    const services = startServices(handle => applyMigrations(handle, migrationsFolder))
    services.log.info({ origin: services.config.origin }, 'service.start.done')
    nitro.hooks.hook('close', () => services.database.close())
  }
  catch (error) {
    const sentence = error instanceof ConfigError ? `Configuration: ${error.message}.` : 'The database cannot be opened or brought up to date.'
    createLog().error({ err: error }, 'service.start.failed')
    process.stderr.write(`Sidenote does not start. ${sentence}\n`)
    process.exit(1)
  }
})
