import { randomBytes, randomInt } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { freePort } from '../../../scripts/lib/ports.mjs'
import { startStandIn } from '../../../portal/server/index'
import type { StandIn } from '../../../portal/server/index'
import type { FrameDescription } from '../../../portal/shared/contract'
import { AppProcess } from './app-process'
import { DatabaseFile } from './database'

type Control = StandIn['control']

/** Everything one test needs, started for it alone. */
export interface World {
  standIn: StandIn
  control: Control
  app: AppProcess
  database: DatabaseFile
  portals: Record<'acme' | 'globex', StandIn['portals'][number]>
  /** Origins that belong to this world; a request anywhere else is a request to a stranger. */
  origins: () => string[]
  /** Opens a place as the portal would, without a browser. */
  launch: (args: Parameters<Control['launch']>[0]) => FrameDescription
  stop: () => Promise<void>
}

/** What the app's card says; the stand-in's Market shows it. */
export const appCard = { code: 'sidenote.notes', name: 'Sidenote', description: 'Notes beside everything in Bitrix24.', scopes: ['placement', 'task', 'sonet_group', 'user', 'im', 'crm', 'calendar', 'telephony', 'contact_center', 'userfieldconfig'] }

/**
 * Below the ports that operating systems hand out by themselves: between choosing a port and the app's listening on it,
 * a connection or another world's server would sometimes get one of those.
 */
const appPorts = [20_000, 32_000] as const

/** A port for a server that is started a moment later. */
export const freeAppPort = (): Promise<number> => freePort(randomInt(...appPorts))

const newKey = () => `k1:${randomBytes(32).toString('base64')}`

export interface WorldOptions {
  /** The built server; that for tests, unless it says otherwise. */
  entry?: string
  /** As `NUXT_ENCRYPTION_KEYS` has them: those of a database that is there already. */
  encryptionKeys?: string
}

/**
 * Starts a stand-in and the built app.
 * @param folder where the database is or will be, an empty one then; removed with the test's other output
 */
export async function startWorld(folder: string, { entry, encryptionKeys = newKey() }: WorldOptions = {}): Promise<World> {
  mkdirSync(folder, { recursive: true })
  const port = await freeAppPort()
  const origin = `http://127.0.0.1:${port}`
  const clientId = `app.${randomBytes(7).toString('hex')}.00000001`
  const clientSecret = randomBytes(25).toString('hex')
  const standIn = await startStandIn({
    app: { ...appCard, clientId, clientSecret, url: `${origin}/`, installUrl: `${origin}/install` },
    // The limit of Bitrix24 is what one test is about, not what all of them should wait for.
    limits: { burst: 500, perSecond: 50 },
    languages: { globex: 'de' },
  })
  const database = new DatabaseFile(path.join(folder, 'sidenote.db'))
  const app = new AppProcess(port, {
    NUXT_BITRIX24_CLIENT_ID: clientId,
    NUXT_BITRIX24_CLIENT_SECRET: clientSecret,
    NUXT_BITRIX24_OAUTH_SERVERS: standIn.oauthOrigin,
    NUXT_BITRIX24_APP_CODE: appCard.code,
    NUXT_PUBLIC_ORIGIN: origin,
    NUXT_ENCRYPTION_KEYS: encryptionKeys,
    NUXT_DATABASE_URL: `file:${database.file}`,
    NUXT_ALLOW_LOOPBACK_PORTALS: 'true',
  }, entry)

  const stop = async () => {
    // Nobody waits for what it was still about: an end in good order has a test of its own (limits.spec.ts).
    await app.stop('SIGKILL')
    await standIn.close()
  }
  try {
    await app.start()
  }
  catch (error) {
    await stop()
    throw error
  }

  const portal = (key: string) => standIn.portals.find(candidate => candidate.key === key)!
  return {
    standIn,
    control: standIn.control,
    app,
    database,
    get portals() {
      return { acme: portal('acme'), globex: portal('globex') }
    },
    origins: () => [origin, standIn.oauthOrigin, ...standIn.portals.map(each => each.origin)],
    launch(args) {
      const answer = standIn.control.launch(args)
      if (answer.kind !== 'frame') throw new Error(`The portal opened no frame: ${answer.message}`)
      return answer.frame
    },
    stop,
  }
}
