import { randomBytes } from 'node:crypto'
import type { DatabaseHandle } from '#db/client'
import { applyMigrations } from '#db/migrate'
import type { PageState } from '#shared/launch'
import { startStandIn } from '../../../portal/server'
import { openPage } from '../../../server/launch/open'
import { proveLaunch } from '../../../server/launch/prove'
import { parseLaunchForm } from '../../../server/launch/wire'
import { createServices } from '../../../server/services'
import { createTestLog } from '../../unit/support/database'

/** People of the stand-in's portal "acme". */
export const [admin, author, colleague] = [1, 3, 5] as const

/**
 * The stand-in on one side; on the other the launch, with the real database and REST client.
 * @param options.opened gets the database before anything else does
 */
export async function createLaunchWorld({ scopes = ['placement', 'task', 'sonet_group', 'user', 'im', 'crm', 'calendar', 'telephony', 'contact_center', 'userfieldconfig'], opened = (_handle: DatabaseHandle) => {} } = {}) {
  let now = Date.now()
  const app = { clientId: 'app.1', clientSecret: 'a-secret', code: 'vendor.app', name: 'App', description: '', url: 'http://127.0.0.1:9/', installUrl: 'http://127.0.0.1:9/install', scopes }
  // Two REST calls per second are Bitrix24's pace, not a test's.
  const standIn = await startStandIn({ app, limits: { burst: 1000, perSecond: 1000 } })
  const services = createServices({
    bitrix24: { clientId: app.clientId, clientSecret: app.clientSecret, oauthServers: [standIn.oauthOrigin], appCode: app.code },
    origin: 'http://127.0.0.1:9', encryptionKeys: [{ id: 'k1', key: randomBytes(32) }], databaseFile: ':memory:', backupFolder: '', allowLoopback: true, trustedProxies: [], listen: { host: undefined, port: 0 },
  }, (handle) => { applyMigrations(handle, 'db/migrations'); opened(handle) }, createTestLog().log, () => now)

  /** The form that the stand-in sends when this person opens the place. */
  function form(userId: number, options: { placement?: string, options?: unknown } = {}): Record<string, string> {
    const opened = standIn.control.launch({ portal: 'acme', userId, ...options })
    if (opened.kind !== 'frame') throw new Error('The stand-in opened no frame')
    return Object.fromEntries(opened.frame.fields)
  }

  async function open(fields: Record<string, string>, path = '/'): Promise<PageState> {
    const claim = parseLaunchForm(new URLSearchParams(fields).toString())
    return openPage(await proveLaunch(claim, services), { ...claim, path, language: 'en' }, services)
  }

  return {
    standIn, services, form, open,
    now: () => now,
    pass: (ms: number) => void (now += ms),
    async install() {
      standIn.control.install({ portal: 'acme' })
      const state = await open(form(admin), '/install')
      if (state.status !== 'launched') throw new Error('The installer did not open')
      await services.repositories.portals.markInstalled(1, now)
      standIn.control.finishInstall({ portal: 'acme' })
    },
    rows: (table: string) => (services.database.sqlite.prepare(`select count(*) as n from ${table}`).get() as { n: number }).n,
    /** Calls that the stand-in has answered, its authorization server's included. */
    outbound: () => [{}, { portal: 'acme' }].flatMap(which => Object.values(standIn.control.calls(which))).reduce((sum, n) => sum + n, 0),
    async close() {
      services.database.close()
      await standIn.close()
    },
  }
}

export type LaunchWorld = Awaited<ReturnType<typeof createLaunchWorld>>
