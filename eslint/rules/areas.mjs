// @ts-check
import path from 'node:path'

/**
 * The areas of the house (DESIGN, "one direction only") and what each may import.
 * A folder belongs to the first area whose prefix fits; what fits none (configuration, scripts, tests) may import anything.
 *
 * @type {{ name: string, prefixes: string[], mayImport: string[], framework: boolean }[]}
 */
export const areas = [
  { name: 'shared', prefixes: ['shared/'], mayImport: ['shared'], framework: false },
  { name: 'pages', prefixes: ['pages/'], mayImport: ['pages', 'components', 'app', 'shared'], framework: true },
  { name: 'components', prefixes: ['components/'], mayImport: ['components', 'app', 'shared'], framework: true },
  // The shell frames pages, so it may use components; composables and plugins may not.
  { name: 'app shell', prefixes: ['app/app.vue', 'app/error.vue', 'app/layouts/'], mayImport: ['app shell', 'components', 'app', 'shared'], framework: true },
  { name: 'app', prefixes: ['app/'], mayImport: ['app', 'shared'], framework: true },
  {
    name: 'server edge',
    prefixes: ['server/routes/', 'server/api/', 'server/middleware/', 'server/plugins/', 'server/tasks/', 'server/utils/', 'server/http/', 'server/commands/', 'server/error.ts'],
    mayImport: ['server edge', 'server domain', 'db', 'shared'],
    framework: true,
  },
  { name: 'server domain', prefixes: ['server/'], mayImport: ['server domain', 'db', 'shared'], framework: false },
  { name: 'db', prefixes: ['db/'], mayImport: ['db', 'shared'], framework: false },
  { name: 'portal contract', prefixes: ['portal/shared/'], mayImport: ['portal contract'], framework: false },
  { name: 'portal page', prefixes: ['portal/page/'], mayImport: ['portal page', 'portal contract'], framework: false },
  // The stand-in is a web server of its own; what it must not know is the app.
  { name: 'portal', prefixes: ['portal/'], mayImport: ['portal', 'portal contract'], framework: true },
]

/** Packages that only the edge of the server and the browser's side may know; the domain gets what it needs handed in. */
const frameworkPackages = /^(h3|nitropack|nuxt|#imports|#app|#nitro|#internal\/nitro)(\/|$)/

/**
 * The area a path of the repository belongs to.
 * @param {string} file path relative to the repository's root, with `/`
 */
export function areaOf(file) {
  return areas.find(area => area.prefixes.some(prefix => file === prefix || file.startsWith(prefix)))
}

/**
 * Where an import leads, as a path relative to the root; null for a package.
 * @param {string} source the import as written
 * @param {string} from importing file, relative to the root
 */
export function resolveImport(source, from) {
  const alias = /^(~~|@@|~|@|#shared|#db|#server)(?:\/(.*))?$/.exec(source)
  if (alias) {
    const [, name, rest = ''] = alias
    const folder = name.startsWith('#') ? `${name.slice(1)}/` : ''
    return path.posix.normalize(folder + rest)
  }
  if (source.startsWith('.')) return path.posix.normalize(path.posix.join(path.posix.dirname(from), source))
  return null
}

/**
 * Why this import goes against the direction of the house, in a sentence; null when it does not.
 * @param {string} source the import as written
 * @param {string} from importing file, relative to the root
 * @returns {string | null}
 */
export function objection(source, from) {
  const here = areaOf(from)
  if (!here) return null
  if (!here.framework && frameworkPackages.test(source)) {
    return `"${here.name}" knows no web framework: hand "${source}" in as plain data or functions from server/routes or server/api.`
  }
  const target = resolveImport(source, from)
  if (target === null) return null
  const there = areaOf(target) ?? areaOf(`${target}/`)
  if (!there) {
    return target.startsWith('tests/') || target.startsWith('scripts/')
      ? `"${here.name}" must not depend on ${target}: tests and scripts look at the house, never the other way round.`
      : null
  }
  if (here.mayImport.includes(there.name)) return null
  return `"${here.name}" must not import "${there.name}" (${target}). It may import: ${here.mayImport.join(', ')}.`
}
