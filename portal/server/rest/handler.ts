import { defineEventHandler, getRequestHeader, type EventHandler, type H3Event } from 'h3'
import { delay } from '../core/clock'
import { allParams, dropConnection, pathOf, readIncoming, sendJson, type Incoming } from '../core/http'
import { count, type Portal, type World } from '../core/world'
import { authorize, tokenOf } from './auth'
import { runBatch } from './batch'
import { RestError } from './errors'
import { answerNonsense, isNonsense } from './nonsense'
import { runMethod } from './run'
import { timeBlock } from './time'
import { meetTrouble } from './troubles'
import { Paged } from './types'
import { answerV3 } from './v3'

/** Exactly these, and so no `authorization`: Bearer is for servers (published source, `rest_util.php`). */
function allowOrigins(event: H3Event): void {
  event.node.res.setHeader('Access-Control-Allow-Origin', '*')
  event.node.res.setHeader('Access-Control-Allow-Headers', 'origin, content-type, accept')
}

/** `/rest/<method>[.json]` of one portal. */
export function restHandler(world: World, portal: Portal): EventHandler {
  return defineEventHandler(async (event) => {
    const started = Date.now()
    const name = methodName(event)
    const log = (outcome: string, detail: unknown): void => world.journal.add(portal.key, {
      kind: 'rest', direction: 'in', title: name || '(none)', outcome, ms: Date.now() - started, detail,
    })

    if (portal.faults.portalDown) {
      log('dropped', undefined)
      return dropConnection(event)
    }
    allowOrigins(event)
    if (event.method === 'OPTIONS') return ''
    await delay(portal.faults.slowMs)

    const incoming = await readIncoming(event)
    const params = allParams(incoming)
    const from = getRequestHeader(event, 'origin') ? 'frame' : 'server'
    if (incoming.segments[1] === 'api') {
      const { answer, outcome } = answerV3(event, name, incoming)
      log(outcome, { from, params })
      return answer
    }
    try {
      const plan = meetTrouble(portal.troubles, name, params)
      const nonsense = plan?.trouble
      if (nonsense && isNonsense(nonsense)) {
        log(nonsense, { from, params })
        return answerNonsense(event, nonsense, plan)
      }
      const answer = plan?.trouble === 'down' ? undefined : await answerCall(world, portal, name, incoming, started)
      if (plan) {
        log(plan.trouble === 'down' ? 'dropped' : 'answer dropped', { from, params })
        return dropConnection(event)
      }
      log('200', { from, params, answer })
      await delay(portal.faults.slowAnswerMs)
      return sendJson(event, 200, answer)
    }
    catch (error) {
      const refusal = error instanceof RestError ? error : new RestError('INTERNAL_SERVER_ERROR', String(error), 500)
      log(`${refusal.status} ${refusal.code}`, { from, params, answer: refusal.toJson() })
      return sendJson(event, refusal.status, refusal.toJson())
    }
  })
}

async function answerCall(world: World, portal: Portal, name: string, incoming: Incoming, started: number): Promise<Record<string, unknown>> {
  if (portal.faults.rateLimit || !portal.bucket.take()) {
    throw new RestError('QUERY_LIMIT_EXCEEDED', 'Too many requests', 503)
  }
  const params = allParams(incoming)
  const { token, user } = authorize(world, portal, tokenOf(params, incoming.bearer))
  const call = { world, portal, user, token, params }
  if (name === 'batch') count(portal.calls, 'batch')
  const answer = name === 'batch' ? await runBatch(call) : await runMethod(name, call)
  const time = timeBlock(portal, name, started)
  if (!(answer instanceof Paged)) return { result: answer, time }
  return { result: answer.result, ...(answer.next === undefined ? {} : { next: answer.next }), ...(answer.total === undefined ? {} : { total: answer.total }), time }
}

/** `rest//user.current.json` → `user.current`; `rest/api/x` → `x`. */
function methodName(event: H3Event): string {
  const path = pathOf(event).split('?')[0] ?? ''
  const [, ...rest] = path.split('/').filter(Boolean)
  const name = rest[0] === 'api' ? rest.slice(1).join('.') : rest.join('.')
  return name.replace(/\.(json|xml)$/, '').toLowerCase()
}
