import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import messages from '@intlify/unplugin-vue-i18n/vite'
import { bundleBackgroundWorker } from './scripts/lib/background-worker.mjs'
import { bundleCommands } from './scripts/lib/commands.mjs'
import kitStyles from './scripts/lib/kit-styles.mjs'
import { pageFiles } from './scripts/lib/page-files.mjs'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** The house (DESIGN): the browser's shell lives in app/, pages and components stand beside it, the server in server/. */
export default defineNuxtConfig({
  modules: ['@bitrix24/b24ui-nuxt', '@nuxt/eslint', kitStyles],

  srcDir: '.',
  dir: {
    pages: 'pages',
    layouts: 'app/layouts',
    middleware: 'app/middleware',
    plugins: 'app/plugins',
    assets: 'app/assets',
    public: 'public',
  },
  imports: { dirs: ['app/composables'] },
  components: [{ path: '~/components', pathPrefix: false }],
  alias: { '#db': at('./db') },
  css: ['~/app/assets/css/main.css'],

  // Nobody walks from page to page: app/pages.ts finds the one that was asked for, and no router is loaded.
  pages: false,

  $production: {
    // The built server listens, bounds what comes in and stops as it is written there.
    nitro: { entry: at('./server/http/main.ts') },
  },

  // Where a build is written; tests build into a folder of their own.
  buildDir: process.env.NUXT_BUILD_DIR || '.nuxt',

  features: {
    // Inlined styles would put 500 kB of CSS into every launch answer.
    inlineStyles: false,
  },
  experimental: {
    // Launch pages are never prerendered and never navigated to by a link: no manifest request is needed.
    appManifest: false,
    payloadExtraction: false,
    // What only comes with walking from page to page: a reload when a page's script is gone, a pause to repaint.
    emitRouteChunkError: false,
    navigationRepaint: false,
    // There are no server components.
    componentIslands: false,
  },

  app: {
    head: {
      title: 'Sidenote',
      viewport: 'width=device-width, initial-scale=1',
      link: [{ rel: 'icon', type: 'image/svg+xml', href: '/icon.svg' }],
    },
  },

  b24ui: {
    // The person's system setting decides (app/plugins/colour-scheme.ts): Bitrix24 tells a frame nothing about its theme, and
    // the module behind this switch stops the whole page where the browser denies storage to foreign frames.
    colorMode: false,
  },

  nitro: {
    preset: 'node-server',
    output: { dir: process.env.NUXT_OUTPUT_DIR || '.output' },
    compressPublicAssets: true,
    errorHandler: at('./server/error.ts'),
    experimental: { tasks: true },
    scheduledTasks: {
      // Events are worked off as they come; the clock only picks up what was postponed.
      '*/10 * * * * *': ['inbox:work'],
      '*/15 * * * * *': ['reminders:send', 'notices:send'],
      '*/20 * * * * *': ['data:erase'],
      '17 * * * *': ['retention'],
      // Every hour, for the sake of a night that failed: it looks first whether there is one to make.
      '37 * * * *': ['backup:write'],
    },
    // A few hundred lines for a page of their own, which no framework has to carry.
    virtual: { '#background-worker': async () => `export default ${JSON.stringify(await bundleBackgroundWorker())}` },
    externals: {
      external: ['better-sqlite3'],
      // Node 20.19 resolves their `module-sync` condition, which the tracing does not see inside an array of exports.
      traceInclude: ['async-function', 'async-generator-function', 'generator-function'].map(name => `node_modules/${name}/require.mjs`),
    },
    routeRules: {
      '/**': { headers: { 'x-content-type-options': 'nosniff', 'referrer-policy': 'strict-origin-when-cross-origin' } },
      '/_nuxt/**': { headers: { 'cache-control': 'public, max-age=31536000, immutable' } },
    },
  },

  hooks: {
    // Nuxt 3 looks for both beside pages/; in this house they live in app/.
    'app:resolve': (app) => {
      app.mainComponent = at('./app/app.vue')
      app.errorComponent = at('./app/error.vue')
      // The kit's own plugins write an empty style element and its version into every page.
      app.plugins = app.plugins.filter(plugin => !plugin.src.includes('b24ui-nuxt/dist/runtime/plugins/'))
    },
    // Of the head's plugins nothing is used: no promises, no templates, no names of older versions (as Nuxt 4 has it).
    'app:templates': (app) => {
      const options = app.templates.find(template => template.filename === 'unhead-options.mjs')
      if (options) options.getContents = () => 'export default { disableDefaults: true }'
      // Pages ask our API with the browser's own `fetch` (app/lib/request.ts): Nuxt's `$fetch` stays out of every page.
      const globalFetch = app.templates.find(template => template.filename === 'fetch.mjs')
      if (globalFetch) globalFetch.getContents = () => 'export {}'
    },
    // What a page may load later are other pages, which nobody goes to from here, and parts that not everybody asks for: fetched in advance, they
    // would share the line with what everybody waits for.
    'build:manifest': (manifest) => {
      for (const chunk of Object.values(manifest)) chunk.dynamicImports = []
    },
    // Migrations are files that drizzle reads at start; they and the operator's commands travel with the built server.
    'nitro:init': (nitro) => {
      nitro.hooks.hook('compiled', async () => {
        const { serverDir } = nitro.options.output
        await cp(at('./db/migrations'), join(serverDir, 'migrations'), { recursive: true })
        if (!nitro.options.dev) await bundleCommands(serverDir)
      })
    },
  },

  vite: {
    // Messages are compiled with the build, and what compiles them stays out of every page (6 kB gz).
    plugins: [messages({ include: at('./app/locales/**'), fullInstall: false, dropMessageCompiler: true })],
    $client: {
      // Everything is written with the Composition API, ours and what we use of others.
      define: { __VUE_OPTIONS_API__: 'false' },
      build: { rollupOptions: { output: {
        manualChunks: pageFiles(id => id.startsWith(at('./pages/')) && id.endsWith('.vue')),
        onlyExplicitManualChunks: true,
      } } },
    },
  },

  postcss: {
    // cssnano needs Set.prototype.difference (Node 22); Tailwind minifies already.
    plugins: { cssnano: false },
  },

  typescript: { strict: true, typeCheck: false },
  eslint: { config: { stylistic: true } },
  telemetry: false,
  devtools: { enabled: false },
  compatibilityDate: '2026-11-01',
})
