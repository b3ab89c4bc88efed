import { openDatabase } from '#db/client'
import type { DatabaseHandle } from '#db/client'
import { storageFaultOf } from '#db/faults'
import { patientRepositories } from '#db/patience'
import { createAuditRepository } from '#db/repositories/audit'
import { createCallNotesRepository } from '#db/repositories/call-notes'
import { createChangesRepository } from '#db/repositories/changes'
import { createDataRepository } from '#db/repositories/data'
import { createEventsRepository } from '#db/repositories/events'
import { createFollowUpsRepository } from '#db/repositories/follow-ups'
import { createHealthRepository } from '#db/repositories/health'
import { createJournalRepository } from '#db/repositories/journal'
import { createListsRepository } from '#db/repositories/lists'
import { createLocksRepository } from '#db/repositories/locks'
import { createNotesRepository } from '#db/repositories/notes'
import { createNoticesRepository } from '#db/repositories/notices'
import { createPortalsRepository } from '#db/repositories/portals'
import { createProofsRepository } from '#db/repositories/proofs'
import { createRemindersRepository } from '#db/repositories/reminders'
import { createSearchRepository } from '#db/repositories/search'
import { createSettingsRepository } from '#db/repositories/settings'
import { createSubjectsRepository } from '#db/repositories/subjects'
import { createTemplatesRepository } from '#db/repositories/templates'
import { createTokensRepository } from '#db/repositories/tokens'
import { createUsersRepository } from '#db/repositories/users'
import { createKeyring } from '#db/sealing'
import type { Keyring } from '#db/sealing'
import { createAuthorizationServers } from './bitrix24/authorization'
import { createPortalAgents } from './bitrix24/network'
import { createRestFor } from './bitrix24/rest'
import { createTokenKeeper } from './bitrix24/token-keeper'
import type { TokenKeeper } from './bitrix24/token-keeper'
import type { AuthorizationServers, RestFor } from './bitrix24/types'
import type { Config } from './config'
import { readConfig } from './config'
import { createLimits } from './limits/limits'
import type { Limits } from './limits/limits'
import { createLog } from './log'
import type { Log } from './log'
import { createRunning } from './running'
import type { Running } from './running'

export type Repositories = ReturnType<typeof createRepositories>

/** Everything a use case may need, made once per process. */
export interface Services {
  config: Config
  database: DatabaseHandle
  repositories: Repositories
  keyring: Keyring
  authorization: AuthorizationServers
  tokenKeeper: TokenKeeper
  restFor: RestFor
  limits: Limits
  running: Running
  clock: () => number
  log: Log
}

/** One repository per aggregate, over one database. While another process writes, their methods wait without being in anybody's way. */
export function createRepositories(handle: DatabaseHandle, keyring: Keyring) {
  const { db } = handle
  return patientRepositories({
    portals: createPortalsRepository(db),
    tokens: createTokensRepository(db, keyring),
    users: createUsersRepository(db),
    proofs: createProofsRepository(db, keyring),
    subjects: createSubjectsRepository(db),
    lists: createListsRepository(db),
    notes: createNotesRepository(db),
    followUps: createFollowUpsRepository(db),
    templates: createTemplatesRepository(db),
    callNotes: createCallNotesRepository(db),
    reminders: createRemindersRepository(db),
    notices: createNoticesRepository(db),
    search: createSearchRepository(db),
    changes: createChangesRepository(db),
    events: createEventsRepository(db, keyring),
    journal: createJournalRepository(db),
    health: createHealthRepository(db),
    locks: createLocksRepository(db),
    settings: createSettingsRepository(db),
    audit: createAuditRepository(db),
    data: createDataRepository(db),
  }, (error) => {
    handle.isDamaged ||= storageFaultOf(error) === 'corrupt'
  })
}

/**
 * Puts the service together.
 * @param prepare runs on the open database before any statement is prepared: migrations
 */
export function createServices(config: Config, prepare: (handle: DatabaseHandle) => void, log: Log = createLog(), clock: () => number = Date.now): Services {
  const database = openDatabase(config.databaseFile)
  prepare(database)
  database.neverBlock()
  const keyring = createKeyring(config.encryptionKeys)
  const repositories = createRepositories(database, keyring)
  const { clientId, clientSecret, oauthServers } = config.bitrix24
  const authorization = createAuthorizationServers({ clientId, clientSecret, servers: oauthServers, clock, log })
  const tokenKeeper = createTokenKeeper({ ...repositories, authorization, clock })
  const agents = createPortalAgents(config.allowLoopback)
  const restFor = createRestFor({ ...repositories, tokenKeeper, agents, app: { clientId, clientSecret }, clock, log })
  const limits = createLimits({ clock, log })
  return { config, database, repositories, keyring, authorization, tokenKeeper, restFor, limits, running: createRunning(), clock, log }
}

let services: Services | undefined

/** Starts the service; called once, before the first request. @throws ConfigError, or when the database cannot be used */
export function startServices(prepare: (handle: DatabaseHandle) => void): Services {
  return services ??= createServices(readConfig(), prepare)
}

/** The running service. */
export function useServices(): Services {
  if (!services) throw new Error('The service has not been started')
  return services
}
