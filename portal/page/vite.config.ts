import { fileURLToPath } from 'node:url'
import bitrix24Ui from '@bitrix24/b24ui-nuxt/vite'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'

const here = fileURLToPath(new URL('.', import.meta.url))

/**
 * The page of the stand-in portal: a plain single-page application that the stand-in's server serves from `dist`.
 * Components of the UI Kit are imported where they are used, so no declaration files are generated (`dts: false`),
 * and the theme is the portal's own (`colorMode: false`).
 */
export default defineConfig({
  root: here,
  base: '/',
  plugins: [vue(), bitrix24Ui({ dts: false, colorMode: false })],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    // One portal page is loaded once per slider too; a few larger files are kinder to it than many small ones.
    chunkSizeWarningLimit: 900,
  },
})
