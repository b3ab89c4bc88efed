// @ts-check
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'

/** A component of the kit as templates and scripts name it: `B24Button`, `LazyB24Modal`. */
const componentName = /\b(?:Lazy)?B24([A-Z]\w*)/g
const themeImport = /["']#build\/b24ui\/([\w/-]+)["']/g
const relativeImport = /(?:\bfrom\s*|\bimport\s*\(?\s*)["'](\.{1,2}\/[^"']+)["']/g

/**
 * What our code uses of the UI Kit, with what that uses in turn.
 * @param {string[]} folders where our code stands
 * @param {string} kit the kit's `runtime` folder
 * @returns {{ themes: string[], texts: string[] }} names of the themes (`button`, `content/…`), and all text in which a style
 * can be named: our own files and those of the kit that are reached from them
 */
export function kitUsage(folders, kit) {
  const ours = folders.flatMap(codeIn).map(file => readFileSync(file, 'utf8'))
  const names = new Set(ours.flatMap(text => groups(text, componentName)))
  const waiting = [...names].flatMap(name => [path.join(kit, 'components', `${name}.vue`), path.join(kit, 'components/content', `${name}.vue`)]).filter(isFile)
  /** @type {Map<string, string>} */
  const reached = new Map()
  for (let file = waiting.pop(); file; file = waiting.pop()) {
    if (reached.has(file)) continue
    const text = readFileSync(file, 'utf8')
    reached.set(file, text)
    waiting.push(...groups(text, relativeImport).map(place => moduleAt(path.resolve(path.dirname(file), place))).filter(place => place !== null))
  }
  const kits = [...reached.values()]
  return { themes: [...new Set(kits.flatMap(text => groups(text, themeImport)))].sort(), texts: [...ours, ...kits] }
}

/** @param {string} folder */
function codeIn(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(file => /\.(?:vue|ts|css)$/.test(file)).map(file => path.join(folder, file))
}

/** @param {string} text @param {RegExp} pattern with one group @returns {string[]} what the group matched, wherever it did */
const groups = (text, pattern) => [...text.matchAll(pattern)].map(([, group = '']) => group)

/** @param {string} file */
const isFile = file => existsSync(file) && statSync(file).isFile()

/** @param {string} place an import without its ending, or with it */
const moduleAt = place => [place, `${place}.vue`, `${place}.js`, path.join(place, 'index.js')].find(isFile) ?? null
