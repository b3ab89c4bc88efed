import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { launchPaths } from '../../shared/placements'

/** One route of the server. */
export interface ServerRoute {
  /** `GET`; `*` answers every verb. */
  method: string
  /** As a router writes it, `/api/notes/:id`; `**` stands for whatever no other route takes. */
  path: string
}

/** How a test names a route: `PATCH /api/notes/:id`. */
export const routeName = ({ method, path }: ServerRoute): string => `${method} ${path}`

/** How Nitro reads the name of a file below `server/api` or `server/routes`, the folder left out (nitro.build/guide/routing). */
const fileName = /^(?<path>.*?)(?:\.(?<method>get|head|post|put|patch|delete|options|connect|trace))?\.ts$/

function routesBelow(folder: string, prefix: string): ServerRoute[] {
  const root = fileURLToPath(new URL(`../../server/${folder}`, import.meta.url))
  return readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.ts')).sort().map((name) => {
    const { path = '', method } = fileName.exec(name)?.groups ?? {}
    const named = path.replace(/(^|\/)index$/, '').replaceAll(/\[\.{3}\w*\]/g, '**').replaceAll(/\[(\w+)\]/g, ':$1')
    return { method: method?.toUpperCase() ?? '*', path: `${prefix}/${named}`.replace(/(?<=.)\/$/, '') }
  })
}

/** Every route of the API; a new one is here by itself. */
export const apiRoutes = (): ServerRoute[] => routesBelow('api', '/api')

/** Every other route that is a file of its own: events, the worker, health. */
export const plainRoutes = (): ServerRoute[] => routesBelow('routes', '')

/** Every page that Bitrix24 opens with a launch. */
const pageRoutes = (): ServerRoute[] => [...launchPaths].sort().map(path => ({ method: '*', path }))

/** Everything that the server answers. */
export const serverRoutes = (): ServerRoute[] => [...apiRoutes(), ...plainRoutes(), ...pageRoutes()]
