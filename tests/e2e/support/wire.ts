import { randomUUID } from 'node:crypto'
import { expect } from '@playwright/test'
import type { FrameDescription } from '../../../portal/shared/contract'
import { installationSteps } from '../../../shared/installation'
import type { InstallationStep } from '../../../shared/installation'
import type { PageState, SessionRequest } from '../../../shared/launch'
import type { Visibility } from '../../../shared/notes'
import { bindOptionsOf, placementCatalogue } from '../../../shared/placements'
import type { PlacementCode } from '../../../shared/placements'
import { people, tasks } from './acme'
import type { World } from './world'

/** The launch form as fields, to be bent by a test before it is sent. */
export const formOf = (frame: FrameDescription): Record<string, string> => Object.fromEntries(frame.fields)

/**
 * Sends a launch as the browser would submit it.
 * @param action handler URL with its query
 * @param fields form fields
 */
export function sendLaunch(action: string, fields: Record<string, string>): Promise<Response> {
  return fetch(action, { method: 'POST', redirect: 'manual', body: new URLSearchParams(fields) })
}

/** What the page would send to `POST /api/session` for this frame. */
export function sessionRequest(frame: FrameDescription): SessionRequest {
  const fields = formOf(frame)
  const action = new URL(frame.action)
  return {
    authId: fields.AUTH_ID ?? '',
    refreshId: fields.REFRESH_ID ?? '',
    authExpires: Number(fields.AUTH_EXPIRES),
    memberId: fields.member_id ?? '',
    language: action.searchParams.get('LANG') ?? 'en',
    path: action.pathname,
    placement: fields.PLACEMENT ?? 'DEFAULT',
    placementOptions: fields.PLACEMENT_OPTIONS ? JSON.parse(fields.PLACEMENT_OPTIONS) : '',
  }
}

/** A caller of the app's API with a session, as the page is after its launch. */
export class ApiClient {
  constructor(readonly origin: string, readonly token: string) {}

  /** Proves a frame's launch over the API and keeps the session. */
  static async from(origin: string, frame: FrameDescription): Promise<ApiClient> {
    const answer = await fetch(`${origin}/api/session`, {
      method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(sessionRequest(frame)),
    })
    const state = await answer.json() as PageState
    if (state.status !== 'launched' && state.status !== 'not-installed') throw new Error(`No session: ${answer.status} ${JSON.stringify(state)}`)
    return new ApiClient(origin, state.session.token)
  }

  /** One call; `body` is sent as JSON. */
  call(method: string, path: string, body?: unknown): Promise<Response> {
    return fetch(this.origin + path, {
      method,
      headers: { 'authorization': `Bearer ${this.token}`, 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    })
  }
}

/** One step of the installer, as its page calls it. */
export function installationStep(administrator: ApiClient, step: InstallationStep): Promise<Response> {
  return administrator.call('POST', `/api/installation/${step}`)
}

/**
 * Installs Sidenote the way the installer's page does, without a browser: for tests that are about something else.
 * @returns the administrator's session
 */
export async function installOverTheWire(world: World, portal: 'acme' | 'globex' = 'acme'): Promise<ApiClient> {
  world.control.install({ portal })
  const frame = world.launch({ portal, userId: people.admin })
  const administrator = await ApiClient.from(world.app.origin, frame)
  for (const step of installationSteps) {
    const answer = await installationStep(administrator, step)
    if (!answer.ok) throw new Error(`Step ${step} answered ${answer.status}: ${await answer.text()}`)
  }
  world.control.finishInstall({ portal })
  // ONAPPINSTALL is on its way; what follows should not race it.
  await expect.poll(() => world.database.rows(`SELECT 1 FROM event_inbox WHERE event = 'ONAPPINSTALL' AND state = 'done'`).length).toBeGreaterThan(0)
  return openTaskOverTheWire(world, people.admin, tasks.everybody, portal)
}

/** A session of somebody who has Sidenote open on a task. */
export function openTaskOverTheWire(world: World, userId: number, taskId: number, portal: 'acme' | 'globex' = 'acme'): Promise<ApiClient> {
  const frame = world.launch({ portal, userId, placement: 'TASK_VIEW_TAB', options: { taskId: String(taskId) }, uri: `/company/personal/user/${userId}/tasks/task/view/${taskId}/` })
  return ApiClient.from(world.app.origin, frame)
}

/** A note ready to be sent. */
export const newNote = (text: string, { taskId = tasks.everybody as number, visibility = 'team' as Visibility } = {}) =>
  ({ id: randomUUID(), subject: `task:${taskId}`, text, visibility })

/** Sends an event as Bitrix24's queue server would. */
export function sendEvent(world: World, fields: Record<string, string>): Promise<Response> {
  return fetch(`${world.app.origin}/events`, { method: 'POST', body: new URLSearchParams(fields) })
}

/** Registers one more placement, as an administrator may: not all of the catalogue is bound on a fresh installation. */
export async function bindOverTheWire(world: World, code: PlacementCode, portal: 'acme' | 'globex' = 'acme'): Promise<void> {
  const { accessToken } = world.control.issueToken({ portal, userId: people.admin })
  const entry = placementCatalogue[code]
  const params = { PLACEMENT: code, HANDLER: world.app.origin + entry.page, TITLE: entry.binding!.titles.en, OPTIONS: bindOptionsOf(entry, { origin: world.app.origin, memberId: world.portals[portal].memberId }) }
  const answer = await fetch(`${world.portals[portal].origin}/rest/placement.bind`, {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ ...params, auth: accessToken }),
  })
  expect(await answer.json(), code).toMatchObject({ result: true })
}
