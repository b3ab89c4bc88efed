// @ts-check
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const entry = fileURLToPath(new URL('../../app/worker/main.ts', import.meta.url))
const shared = fileURLToPath(new URL('../../shared', import.meta.url))

/**
 * The background worker's program, in one piece and small enough to stand in its page.
 * @returns {Promise<string>} JavaScript for a script element of type module
 */
export async function bundleBackgroundWorker() {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    resolve: { alias: { '#shared': shared } },
    build: { write: false, target: 'es2022', modulePreload: false, rollupOptions: { input: entry } },
  })
  const [chunk] = 'output' in result ? result.output : []
  if (chunk?.type !== 'chunk') throw new Error('The background worker came out in an unexpected shape')
  return chunk.code.trim()
}
