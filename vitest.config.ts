import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** The aliases of the house, as Nuxt knows them. */
const alias = { '#shared': at('./shared'), '#db': at('./db'), '~': at('.'), '#nitro-internal-virtual/server-handlers': at('./tests/support/nitro-handlers.ts') }

/** Tests of one kind; each file runs on its own, so none can lean on what another left behind. */
function project(name: string) {
  return {
    plugins: [vue()],
    resolve: { alias },
    test: { name, include: [`tests/${name}/**/*.test.ts`], environment: 'node' as const },
  }
}

export default defineConfig({
  test: {
    // By default one core is left to others, which is half of a small machine.
    maxWorkers: '100%',
    projects: [project('unit'), project('contract')],
    // A forgotten `.only` must not pass for a green run.
    allowOnly: false,
  },
})
