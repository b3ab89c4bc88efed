import { createError, createRouter, defineEventHandler, type EventHandler, type H3Event } from 'h3'
import type { FrameServerCommand, OpenFrameRequest, PortalFeed } from '../../shared/contract'
import { applyFaults } from '../control/faults'
import { readIncoming, sendJson } from '../core/http'
import { asText, type Params } from '../core/php'
import { canSeeTask, userOf, type Person, type Portal, type World } from '../core/world'
import { frameCommands } from '../frame/commands'
import { FrameRefused, openFrame } from '../frame/open'
import { marketCard } from '../market/card'
import { install, uninstall, update } from '../market/lifecycle'
import { avatarSvg } from './avatar'
import { calendarRoutes } from './calendar'
import { changeRoutes } from './changes'
import { crmRoutes } from './crm'
import { journalHandler } from './journal'
import { messengerRoutes } from './messenger'
import { notificationRoutes } from './notifications'
import { portalState } from './state'
import { telephonyRoutes } from './telephony'
import { rememberViewer, viewerOf } from './viewer'

export interface Asked { event: H3Event, viewer: Person, query: Params, body: Params }

/** Adds an answer to the router of a portal's page. */
export type PageRoute = (method: 'get' | 'post' | 'patch', path: string, answer: (asked: Asked) => unknown) => void

/** What the portal's own page asks of its server. The app never sees these. */
export function pageRouter(world: World, portal: Portal): EventHandler {
  const router = createRouter()
  const route: PageRoute = (method, path, answer) => void router[method](path, defineEventHandler(async (event) => {
    const { query, body } = await readIncoming(event)
    event.node.res.setHeader('Cache-Control', 'no-store')
    return await answer({ event, viewer: viewerOf(portal, event), query, body: Array.isArray(body) ? {} : body })
  }))

  route('get', '/_portal/state', ({ viewer }) => portalState(world, portal, viewer))
  route('get', '/_portal/tasks', ({ viewer }) => ({ tasks: portal.tasks.filter(task => canSeeTask(portal, viewer, task)) }))
  route('get', '/_portal/feed', () => ({ posts: portal.feed }) satisfies PortalFeed)
  route('get', '/_portal/faults', () => portal.faults)
  route('patch', '/_portal/faults', ({ body }) => applyFaults(world, portal, body))
  route('post', '/_portal/profile', ({ event, body }) => {
    const user = userOf(portal, Number(body.userId))
    if (!user?.active) throw createError({ statusCode: 404, statusMessage: 'Nobody here has this id' })
    rememberViewer(portal, event, user.id)
    return portalState(world, portal, user)
  })
  route('post', '/_portal/frame', ({ viewer, body }) => {
    try {
      return openFrame(world, portal, viewer, frameRequest(body))
    }
    catch (error) {
      if (error instanceof FrameRefused) throw createError({ statusCode: 404, statusMessage: error.message })
      throw error
    }
  })
  route('post', '/_portal/frame/:appSid/:command', ({ event, viewer, body }) => {
    const command = frameCommands[asText(event.context.params?.command) as FrameServerCommand]
    if (!command || !portal.frames.has(asText(event.context.params?.appSid))) throw createError({ statusCode: 404 })
    const { status, body: answer } = command({ world, portal, user: viewer, params: body })
    return sendJson(event, status, answer)
  })
  route('post', '/_portal/journal', ({ body }) => {
    world.journal.add(portal.key, {
      kind: 'frame',
      direction: body.direction === 'out' ? 'out' : 'in',
      title: asText(body.title).slice(0, 200),
      outcome: asText(body.outcome).slice(0, 200),
      detail: body.detail,
    })
    return { ok: true }
  })

  changeRoutes(route, world, portal)
  crmRoutes(route, portal)

  calendarRoutes(route, portal)
  telephonyRoutes(route, world, portal)
  messengerRoutes(route, world, portal)
  notificationRoutes(route, portal)

  const market = (path: string, change: (asked: Asked) => void): void => route('post', path, (asked) => {
    if (!asked.viewer.isAdmin) throw createError({ statusCode: 403, statusMessage: 'Administrators only' })
    change(asked)
    return { app: marketCard(world, portal) }
  })
  market('/_portal/market/install', () => install(world, portal))
  market('/_portal/market/update', ({ viewer }) => update(world, portal, viewer.id))
  market('/_portal/market/uninstall', ({ body }) => uninstall(world, portal, { clean: body.clean === true }))

  router.get('/_portal/journal', journalHandler(world, portal))
  router.get('/avatars/:file', defineEventHandler((event) => {
    const person = userOf(portal, Number(/^(\d+)\.svg$/.exec(event.context.params?.file ?? '')?.[1]))
    if (!person) throw createError({ statusCode: 404 })
    event.node.res.setHeader('Content-Type', 'image/svg+xml')
    event.node.res.setHeader('Cache-Control', 'max-age=3600')
    return avatarSvg(person)
  }))
  return router.handler
}

function frameRequest(body: Params): OpenFrameRequest {
  return {
    placement: asText(body.placement),
    ...body.placementId === undefined || body.placementId === null ? {} : { placementId: Number(body.placementId) },
    options: body.options,
    uri: asText(body.uri),
    popup: body.popup === true,
  }
}
