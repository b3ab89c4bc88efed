import { fileURLToPath } from 'node:url'

/** Built outside of the sources, beside the bench's data. */
const output = fileURLToPath(new URL('../../../.bench/stock', import.meta.url))

/** The smallest page that the UI Kit renders, with the settings that every careful Nuxt app would have: what Sidenote is held against. */
export default defineNuxtConfig({
  modules: ['@bitrix24/b24ui-nuxt'],
  css: ['~/main.css'],
  buildDir: `${output}/nuxt`,
  features: { inlineStyles: false },
  nitro: { preset: 'node-server', output: { dir: `${output}/output` }, compressPublicAssets: true },
  // As in the app: cssnano needs Node 22.
  postcss: { plugins: { cssnano: false } },
  telemetry: false,
  devtools: { enabled: false },
  compatibilityDate: '2026-11-01',
})
