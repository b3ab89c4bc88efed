import { randomInt } from 'node:crypto'
import path from 'node:path'
import { freePort } from '../../../scripts/lib/ports.mjs'
import { root } from '../../../scripts/lib/terminal.mjs'
import { appEnvironment } from '../../support/app-environment'
import { ServerProcess } from '../../support/server-process'

/** A built server that runs and is being measured. */
export type RunningServer = ServerProcess

/** The code and key of the app's card, as far as the bench is concerned. */
export const card = { clientId: 'app.bench.00000001', clientSecret: 'the-key-of-the-bench', appCode: 'sidenote.notes' }

/** Below the ports that operating systems hand out by themselves. */
const ports = [20_000, 32_000] as const

export interface AppData {
  /** Database file, which the app may write to. */
  file: string
  /** As `NUXT_ENCRYPTION_KEYS` has them. */
  encryptionKeys: string
  /** Origin of the only authorization server that is asked. */
  oauthServer: string
}

/**
 * Starts the app as it is deployed.
 * @throws with what it wrote, when it does not come up
 */
export async function startApp({ file, encryptionKeys, oauthServer }: AppData): Promise<RunningServer> {
  const port = await freePort(randomInt(...ports))
  const env = appEnvironment({ ...card, origin: `http://127.0.0.1:${port}`, oauthServer, encryptionKeys, databaseFile: file })
  return started(new ServerProcess({ entry: path.join(root, '.output/server/index.mjs'), port, env, folder: path.dirname(file), readyPath: '/readyz' }))
}

/** Starts the stock page. @throws with what it wrote, when it does not come up */
export async function startStock(): Promise<RunningServer> {
  const port = await freePort(randomInt(...ports))
  return started(new ServerProcess({ entry: path.join(root, '.bench/stock/output/server/index.mjs'), port, env: {}, folder: root, readyPath: '/' }))
}

async function started(server: ServerProcess): Promise<RunningServer> {
  await server.start()
  return server
}
