import { createApp, createError, createRouter, defineEventHandler, toNodeListener, type NodeListener } from 'h3'
import type { StandInControl } from '../shared/contract'
import { controlHandler } from './control/http'
import type { Portal, World } from './core/world'
import { authorizeHandler } from './oauth/authorize'
import { oauthRestHandler, tokenHandler } from './oauth/handlers'
import { pageRouter } from './page/routes'
import { staticsHandler } from './page/statics'
import { restHandler } from './rest/handler'

const nothingHere = defineEventHandler(() => {
  throw createError({ statusCode: 404 })
})

/** One portal: its REST, its OAuth page, what its own page asks for, and the page. */
export function portalListener(world: World, portal: Portal, pageDir: string): NodeListener {
  const app = createApp()
  app.use('/rest', restHandler(world, portal))
  app.use('/oauth/authorize', authorizeHandler(world, portal))
  app.use(pageRouter(world, portal))
  app.use('/_portal', nothingHere)
  app.use(staticsHandler(pageDir))
  return toNodeListener(app)
}

/** The authorization server, and beside it the control for tests. */
export function oauthListener(world: World, control: StandInControl): NodeListener {
  const app = createApp()
  app.use('/oauth/token', tokenHandler(world))
  app.use('/rest', oauthRestHandler(world))
  app.use('/_control', controlHandler(control))
  app.use(createRouter().get('/', defineEventHandler(() => 'Authorization server')).handler)
  return toNodeListener(app)
}
