// @ts-check
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { build } from 'vite'
import { root } from './terminal.mjs'

const folder = path.join(root, 'server/commands')

/**
 * Bundles the operator's commands (`npm run backup`, …) to stand beside the built server and use its packages: what is deployed needs neither
 * the sources nor a compiler.
 * @param {string} serverFolder the built server's
 */
export async function bundleCommands(serverFolder) {
  const names = readdirSync(folder).filter(name => name !== 'command.ts').map(name => path.parse(name).name)
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    resolve: { alias: { '#db': path.join(root, 'db'), '#shared': path.join(root, 'shared') } },
    build: {
      ssr: true,
      target: 'node20',
      outDir: path.join(serverFolder, 'commands'),
      rollupOptions: {
        input: Object.fromEntries(names.map(name => [name, path.join(folder, `${name}.ts`)])),
        // Side by side: what they share finds the migrations by its own place.
        output: { entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' },
      },
    },
  })
}
