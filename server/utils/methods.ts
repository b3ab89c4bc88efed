import { handlers } from '#nitro-internal-virtual/server-handlers'
import type { H3Event } from 'h3'
import { setResponseHeader } from 'h3'
import { AppError } from '#shared/errors'

interface Route { path: string, pattern: RegExp, method: string }

let routes: Route[] | undefined
let plainPaths: Set<string> | undefined

/** What the names of the files in server/api and server/routes say. The list has this file's users in it, so it is read only when it is complete. */
function allRoutes(): Route[] {
  return routes ??= handlers.flatMap(({ route, method }) => route && method ? [{ path: route, pattern: patternOf(route), method: method.toUpperCase() }] : [])
}

/** Whether one of our routes that is no page and not of the API has this path. */
export function isPlainRoute(path: string): boolean {
  plainPaths ??= new Set(allRoutes().map(route => route.path).filter(each => !each.startsWith('/api/')))
  return plainPaths.has(path)
}

/**
 * Why there is no route for this path and method.
 * @param path without a query
 * @returns `method_not_allowed` (and names those that are, in `Allow`) or `not_found`
 */
export function routeMissing(event: H3Event, path: string): AppError {
  const allowed = allowedMethods(path)
  if (allowed.length === 0) return new AppError('not_found', 'There is nothing at this address')
  setResponseHeader(event, 'allow', allowed.join(', '))
  return new AppError('method_not_allowed', `This address answers ${allowed.join(', ')}`)
}

/** Methods that some route has for this path; none when there is no such path. */
export function allowedMethods(path: string): string[] {
  return [...new Set(allRoutes().filter(({ pattern }) => pattern.test(path)).map(({ method }) => method))].sort()
}

/** Routes name a part of a path that may be anything `:id`. */
function patternOf(route: string): RegExp {
  return new RegExp(`^${route.replaceAll(/:\w+/g, '[^/]+')}$`)
}
