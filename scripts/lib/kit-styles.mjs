// @ts-check
import path from 'node:path'
import { addVitePlugin, defineNuxtModule } from 'nuxt/kit'
import { kitUsage } from './kit-usage.mjs'
import { propertyName, withoutUnusedProperties } from './unused-properties.mjs'

/** The beginning of a custom property that a script puts together. */
const propertyBeginning = /--[a-zA-Z][\w-]*-(?=\$\{|["'`])/g

/**
 * Keeps out of the style sheet what no page can show: the kit's themes of components that are not used (it brings all of
 * them), and those of its custom properties that nothing names (most of 2,000). Both are derived from the code, and a build
 * fails when its scripts turn out to need what was left out. While developing everything is there.
 */
export default defineNuxtModule({
  meta: { name: 'sidenote:kit-styles' },
  setup(_options, nuxt) {
    if (nuxt.options.dev) return
    const { rootDir, alias } = nuxt.options
    const { themes, texts } = kitUsage(['app', 'components', 'pages'].map(folder => path.join(rootDir, folder)), String(alias['#b24ui']))
    const themeOf = themeFinder(nuxt.options.buildDir)
    /** @type {Set<string>} */
    const removed = new Set()

    nuxt.hook('app:templates', (app) => {
      const styles = app.templates.find(template => template.filename === 'b24ui.css')
      if (!styles) throw new Error('The UI Kit names its style sheet differently now')
      const getContents = styles.getContents
      styles.getContents = async data => sourcesNamed(String(await getContents?.(data)), themes)
    })

    nuxt.hook('vite:extendConfig', (config) => {
      const { postcss } = config.css ?? {}
      if (typeof postcss !== 'object') throw new Error('PostCSS is configured differently now')
      postcss.plugins?.push(withoutUnusedProperties(new Set(texts.flatMap(text => text.match(propertyName) ?? [])), removed))
    })

    addVitePlugin({
      name: 'sidenote:kit-styles',
      generateBundle(_output, bundle) {
        const loaded = [...this.getModuleIds()].map(themeOf).filter(theme => theme !== null)
        if (loaded.length === 0) this.error('The UI Kit keeps its themes elsewhere now')
        for (const theme of loaded) {
          if (!themes.includes(theme)) this.error(`The kit's "${theme}" is loaded, but scripts/lib/kit-usage.mjs does not see it used: its styles are missing`)
        }
        for (const chunk of Object.values(bundle)) {
          if (chunk.type !== 'chunk') continue
          const names = new Set(chunk.code.match(propertyName))
          const beginnings = new Set(chunk.code.match(propertyBeginning))
          for (const name of removed) {
            if (names.has(name)) this.error(`${chunk.fileName} names ${name}, but scripts/lib/kit-styles.mjs does not see it used: it is missing from the styles`)
            for (const beginning of beginnings) {
              if (name.startsWith(beginning)) this.error(`${chunk.fileName} puts together a name that begins with ${beginning}: write such names out, ${name} is missing from the styles`)
            }
          }
        }
      },
    }, { server: false })
  },
})

/** @param {string} styles @param {string[]} themes @returns {string} the kit's list of where classes are named, with these themes alone */
function sourcesNamed(styles, themes) {
  const all = '@source "./b24ui";'
  if (!styles.includes(all)) throw new Error('The UI Kit names its themes differently now')
  return styles.replace(all, themes.map(theme => `@source "./b24ui/${theme}.ts";`).join('\n'))
}

/** @param {string} buildDir @returns {(id: string) => string | null} which theme of the kit a module is */
function themeFinder(buildDir) {
  const folder = `${path.basename(buildDir)}/b24ui/`
  return (id) => {
    const [, theme = null] = decodeURIComponent(id).split(folder)
    return theme === null ? null : theme.replace(/\.ts$/, '')
  }
}
