import { defineEventHandler, type EventHandler } from 'h3'
import { delay, isoInZone } from '../core/clock'
import { allParams, dropConnection, readIncoming, sendJson } from '../core/http'
import { asText } from '../core/php'
import { count, portalByKey, type World } from '../core/world'
import { tokenOf } from '../rest/auth'
import { methodNotFound, RestError } from '../rest/errors'
import { appInfo } from './appInfo'
import { grant, OAuthError } from './token'

const slowness = (world: World, portal: string | null | undefined): number =>
  portal ? portalByKey(world, portal)?.faults.slowMs ?? 0 : 0

/** The server is one for all portals, so that any portal's switch takes it down. */
const isDown = (world: World): boolean => world.portals.some(portal => portal.faults.oauthDown)

/** `/oauth/token/`, by GET or as a POST form. */
export function tokenHandler(world: World): EventHandler {
  return defineEventHandler(async (event) => {
    const started = Date.now()
    const params = allParams(await readIncoming(event))
    const type = asText(params.grant_type) || 'token'
    const log = (portal: string | null, outcome: string, answer?: unknown): void => world.journal.add(portal, {
      kind: 'oauth', direction: 'in', title: type, outcome, ms: Date.now() - started, detail: { params, answer },
    })
    if (isDown(world)) {
      log(null, 'dropped')
      return dropConnection(event)
    }
    count(world.oauthCalls, type)
    await delay(slowness(world, (world.tokens.findByRefresh(asText(params.refresh_token)) ?? world.tokens.peekCode(asText(params.code)))?.portal))
    try {
      const { portal, body } = grant(world, params)
      log(portal.key, '200', body)
      return sendJson(event, 200, body)
    }
    catch (error) {
      if (!(error instanceof OAuthError)) throw error
      const body = { error: error.code, error_description: error.message }
      log(error.portal, `${world.oauthErrorStatus} ${error.code}`, body)
      return sendJson(event, world.oauthErrorStatus, body)
    }
  })
}

/** `/rest/app.info` of the authorization server; it has no other method. */
export function oauthRestHandler(world: World): EventHandler {
  return defineEventHandler(async (event) => {
    const started = Date.now()
    const incoming = await readIncoming(event)
    const params = allParams(incoming)
    const method = incoming.segments.slice(1).join('.').replace(/\.json$/, '').toLowerCase()
    const access = tokenOf(params, incoming.bearer)
    const owner = world.tokens.find(access)?.portal ?? null
    const log = (outcome: string, answer?: unknown): void => world.journal.add(owner, {
      kind: 'oauth', direction: 'in', title: method, outcome, ms: Date.now() - started, detail: { params, answer },
    })
    if (isDown(world)) {
      log('dropped')
      return dropConnection(event)
    }
    count(world.oauthCalls, method)
    await delay(slowness(world, owner))
    try {
      if (method !== 'app.info') throw methodNotFound()
      const { result } = appInfo(world, access)
      log('200', result)
      return sendJson(event, 200, { result, time: plainTime(started) })
    }
    catch (error) {
      if (!(error instanceof RestError)) throw error
      log(`${error.status} ${error.code}`, error.toJson())
      return sendJson(event, error.status, error.toJson())
    }
  })
}

function plainTime(startedMs: number): Record<string, unknown> {
  const finishedMs = Date.now()
  const duration = (finishedMs - startedMs) / 1000
  return {
    start: startedMs / 1000,
    finish: finishedMs / 1000,
    duration,
    processing: duration,
    date_start: isoInZone(new Date(startedMs), 'UTC'),
    date_finish: isoInZone(new Date(finishedMs), 'UTC'),
    operating_reset_at: Math.ceil(finishedMs / 1000) + 600,
    operating: 0,
  }
}
