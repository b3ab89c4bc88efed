import { existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { ServerProcess } from '../../support/server-process'

const builtForTests = fileURLToPath(new URL('../../../.output-test/server/index.mjs', import.meta.url))

/** The built app, with the environment that it needs. */
export class AppProcess extends ServerProcess {
  constructor(port: number, env: Record<string, string>, entry = builtForTests) {
    super({ entry, port, env, folder: path.dirname(env.NUXT_DATABASE_URL!.slice('file:'.length)), readyPath: '/readyz', origin: env.NUXT_PUBLIC_ORIGIN })
  }

  override async start(): Promise<void> {
    if (!existsSync(this.options.entry)) throw new Error('The app is not built: `npm run test:e2e` and `npm run bench` build theirs.')
    await super.start()
  }
}
