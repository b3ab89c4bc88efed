import { apiRoutes, plainRoutes } from './routes'

/** What Nitro's build knows of the server's routes (server/types/nitro-routes.d.ts), for tests that load a part of the server without a build. */
export const handlers = [...apiRoutes(), ...plainRoutes()].map(({ method, path }) => ({ route: path, method: method === '*' ? undefined : method.toLowerCase() }))
