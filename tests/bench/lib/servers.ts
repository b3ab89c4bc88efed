import path from 'node:path'
import { root } from '../../../scripts/lib/terminal.mjs'
import { freeAppPort } from '../../e2e/support/world'
import { ServerProcess } from '../../support/server-process'

/** A built server that runs and is being measured. */
export type RunningServer = ServerProcess

/** Where `npm run build` puts the app's server. */
export const appEntry = path.join(root, '.output/server/index.mjs')

const stockEntry = path.join(root, '.bench/stock/output/server/index.mjs')

/** Starts the stock page. @throws with what it wrote, when it does not come up */
export async function startStock(): Promise<RunningServer> {
  const server = new ServerProcess({ entry: stockEntry, port: await freeAppPort(), env: {}, folder: root, readyPath: '/' })
  await server.start()
  return server
}
