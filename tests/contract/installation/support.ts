import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { applyMigrations } from '#db/migrate'
import { AppError } from '#shared/errors'
import type { InstallationStep } from '#shared/installation'
import { startStandIn } from '../../../portal/server'
import { createTokenKeeper } from '../../../server/bitrix24/token-keeper'
import { createInbox } from '../../../server/events/inbox'
import { receiveEvent } from '../../../server/events/receive'
import { runInstallationStep } from '../../../server/installation/steps'
import { openPage } from '../../../server/launch/open'
import { proveLaunch } from '../../../server/launch/prove'
import { parseLaunchForm } from '../../../server/launch/wire'
import { createServices } from '../../../server/services'
import { createTestLog } from '../../unit/support/database'

export const admin = 1
export const employee = 3

/** What a fresh installation registers on a portal that grants every scope, in the catalogue's order. */
export const defaultPlacements = [
  'TASK_VIEW_TAB', 'TASK_LIST_CONTEXT_MENU', 'TASK_USER_LIST_TOOLBAR', 'TASK_GROUP_LIST_TOOLBAR', 'TASK_ROBOT_DESIGNER_TOOLBAR',
  'SONET_GROUP_DETAIL_TAB', 'SONET_GROUP_ROBOT_DESIGNER_TOOLBAR', 'USER_PROFILE_MENU', 'USER_PROFILE_TOOLBAR', 'CALENDAR_GRIDVIEW',
  'CALL_CARD', 'TELEPHONY_ANALYTICS_MENU', 'IM_NAVIGATION', 'IM_TEXTAREA', 'IM_SIDEBAR', 'IM_CONTEXT_MENU', 'IMMOBILE_CONTEXT_MENU', 'CONTACT_CENTER',
  'CRM_LEAD_DETAIL_TAB', 'CRM_LEAD_LIST_MENU', 'CRM_DEAL_DETAIL_TAB', 'CRM_DEAL_LIST_MENU',
  'CRM_CONTACT_DETAIL_TAB', 'CRM_CONTACT_LIST_MENU', 'CRM_COMPANY_DETAIL_TAB', 'CRM_COMPANY_LIST_MENU', 'PAGE_BACKGROUND_WORKER', 'REST_APP_URI',
]

/** The stand-in on one side; on the other the installer, the launch and the inbox, listening for its events. */
export async function createInstallationWorld({ scopes = ['placement', 'task', 'sonet_group', 'user', 'im', 'crm', 'calendar', 'telephony', 'contact_center', 'userfieldconfig'] } = {}) {
  const answers: number[] = []
  const server = createServer((request, response) => void answer(request, response)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  const app = { clientId: 'app.1', clientSecret: 'a-secret', code: 'vendor.app', name: 'App', description: '', url: `${origin}/`, installUrl: `${origin}/install`, scopes }
  // Two REST calls per second are Bitrix24's pace, not a test's.
  const standIn = await startStandIn({ app, limits: { burst: 1000, perSecond: 1000 } })
  const { log } = createTestLog()
  const services = createServices({
    bitrix24: { clientId: app.clientId, clientSecret: app.clientSecret, oauthServers: [standIn.oauthOrigin], appCode: app.code },
    origin, encryptionKeys: [{ id: 'k1', key: randomBytes(32) }], databaseFile: ':memory:', backupFolder: '', allowLoopback: true, trustedProxies: [], listen: { host: undefined, port: 0 },
  }, handle => applyMigrations(handle, 'db/migrations'), log)

  const { repositories, authorization, clock } = services
  const deps = { ...services, ...repositories, app: { clientId: app.clientId, allowLoopback: true }, admit: () => {} }
  const inbox = createInbox({ ...deps, tokenKeeper: createTokenKeeper({ ...repositories, authorization, clock }) })

  async function answer(request: IncomingMessage, response: ServerResponse) {
    const status = await post(await text(request))
    answers.push(status)
    response.writeHead(status).end()
  }

  /** What our event route answers to this body. */
  async function post(body: string): Promise<number> {
    try {
      if (await receiveEvent(body, deps) === 'stored') void inbox.work()
      return 200
    }
    catch (error) {
      return error instanceof AppError ? error.status : 500
    }
  }

  /** A launch that the stand-in makes for this person, as far as the session. */
  async function open(userId: number, path = '/') {
    const opened = standIn.control.launch({ portal: 'acme', userId })
    if (opened.kind !== 'frame') throw new Error('The stand-in opened no frame')
    const fields = Object.fromEntries(opened.frame.fields)
    const claim = parseLaunchForm(new URLSearchParams(fields).toString())
    return { fields, state: await openPage(await proveLaunch(claim, services), { ...claim, path, language: 'en' }, services) }
  }

  const acme = () => repositories.portals.findByMemberId(standIn.portals[0]!.memberId)
  const step = async (name: InstallationStep, userId = admin) =>
    runInstallationStep(name, { portal: (await acme())!, userId }, services)

  return {
    standIn, services, origin, answers, post, open, acme, step,
    control: standIn.control,
    /** The whole installation, as the Market, the installer's page and the portal do it together. */
    async install() {
      standIn.control.install({ portal: 'acme' })
      await open(admin, '/install')
      const reports = [await step('placements'), await step('fields'), await step('events'), await step('finish')]
      standIn.control.finishInstall({ portal: 'acme' })
      return reports
    },
    events: () => services.database.sqlite.prepare('select event, state, outcome from event_inbox order by id').all() as { event: string, state: string, outcome: string | null }[],
    async close() {
      await standIn.close()
      server.closeAllConnections()
      server.close()
      services.database.close()
    },
  }
}
export type InstallationWorld = Awaited<ReturnType<typeof createInstallationWorld>>
