import { existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { ServerProcess } from '../../support/server-process'

const entry = fileURLToPath(new URL('../../../.output-test/server/index.mjs', import.meta.url))

/** The app as it is built for tests. */
export class AppProcess extends ServerProcess {
  constructor(port: number, env: Record<string, string>) {
    super({ entry, port, env, folder: path.dirname(env.NUXT_DATABASE_URL!.slice('file:'.length)), readyPath: '/readyz', origin: env.NUXT_PUBLIC_ORIGIN })
  }

  override async start(): Promise<void> {
    if (!existsSync(entry)) throw new Error('The app is not built for tests: run `npm run test:e2e`, which builds it.')
    await super.start()
  }
}
