import { createTokenKeeper } from '../../../server/bitrix24/token-keeper'
import { createInbox } from '../../../server/events/inbox'
import { receiveEvent } from '../../../server/events/receive'
import { createRunning } from '../../../server/running'
import { createTestClock, createTestDatabase, createTestLog } from './database'
import { createFakeAuthorization, oauthServer } from './fake-authorization'
import { createFakePortal } from './fake-portal'

/** The body of an event, as PHP prints it. `auth` overrides; null leaves a field out. */
export function eventBody(event: string, auth: Record<string, string | null> = {}, more: Record<string, string> = {}): string {
  const form = new URLSearchParams({ event, event_handler_id: '12', ts: '1795248000', ...more })
  const whole: Record<string, string | null> = {
    member_id: 'acme', application_token: 'app-token-1', server_endpoint: `${oauthServer}/rest/`, client_endpoint: 'https://acme.test/rest/', domain: 'acme.test', ...auth,
  }
  for (const [name, value] of Object.entries(whole)) if (value !== null) form.set(`auth[${name}]`, value)
  return form.toString()
}

/** ONAPPINSTALL of the administrator, whose token is `access-1` unless said otherwise. */
export const installBody = (auth: Record<string, string | null> = {}, more: Record<string, string> = {}) => eventBody('ONAPPINSTALL', {
  access_token: 'access-1', refresh_token: 'refresh-1', user_id: '1', ...auth,
}, { 'data[VERSION]': '1', 'data[ACTIVE]': 'Y', 'data[INSTALLED]': 'Y', 'data[LANGUAGE_ID]': 'de', ...more })

export const uninstallBody = (clean: '0' | '1', auth: Record<string, string | null> = {}, more: Record<string, string> = {}) =>
  eventBody('ONAPPUNINSTALL', auth, { 'data[LANGUAGE_ID]': 'de', 'data[CLEAN]': clean, ...more })

/** A service that receives and obeys events, with an authorization server and a portal in memory. */
export function createEventWorld() {
  const database = createTestDatabase()
  const clock = createTestClock()
  const authorization = createFakeAuthorization()
  const portal = createFakePortal()
  const { log, lines, names } = createTestLog()
  const planned: { run: () => void, ms: number }[] = []
  const app = { clientId: 'app.sidenote', allowLoopback: false }
  const running = createRunning()
  const shared = { ...database, authorization: authorization.servers, app, running, admit: () => {}, clock, log }
  const tokenKeeper = createTokenKeeper({ ...shared })
  const deps = { ...shared, tokenKeeper, restFor: () => portal.rest, later: (run: () => void, ms: number) => void planned.push({ run, ms }) }
  const inbox = createInbox(deps)

  return {
    database, clock, authorization, running, portal, lines, names, planned, deps, inbox,
    receive: (body: string) => receiveEvent(body, shared),
    /** Everything due is obeyed after so many milliseconds. */
    async after(ms: number) {
      clock.pass(ms)
      await inbox.work()
    },
    acme: () => database.portals.findByMemberId('acme'),
    stored: () => database.sqlite.prepare('select event, ts, state, outcome, attempts, sealed_body as body from event_inbox order by id').all() as
      { event: string, ts: number, state: string, outcome: string | null, attempts: number, body: string }[],
    outcomes() {
      return this.stored().map(({ state, outcome }) => `${state} ${outcome}`)
    },
  }
}
export type EventWorld = ReturnType<typeof createEventWorld>

/** An installed portal `acme`: administrator 1 with a live token, application token `app-token-1`. */
export async function installAcme(world: EventWorld): Promise<void> {
  world.authorization.live('access-1')
  await world.receive(installBody())
  await world.inbox.work()
  world.database.sqlite.prepare('delete from event_inbox').run()
}
