// @ts-check

/** @typedef {Record<string, { license?: string, dev?: boolean, link?: boolean }>} LockedPackages `packages` of package-lock.json */

/** Under these, software may be used and passed on in a product that is not open; each asks at most for its text and its authors to be named. */
const permissive = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0', 'CC0-1.0', 'ISC', 'MIT']

/** Data and tools of the build that come with Nuxt and are not passed on, each under a licence that asks for more than the others. */
const buildOnly = { 'caniuse-lite': 'CC-BY-4.0', 'lightningcss': 'MPL-2.0' }

/** What a package does not say, but its repository does. */
const unsaid = { 'vaul-vue': 'MIT' }

/** @param {string} place in node_modules @returns {string} the package's name */
const nameOf = place => place.replace(/^.*node_modules\//, '')

/** Of alternatives (`(MIT OR GPL-2.0)`) we take the first that is allowed. @param {string} said @returns {string} */
const taken = (said) => {
  const alternatives = said.replace(/^\(|\)$/g, '').split(' OR ')
  return alternatives.find(each => permissive.includes(each)) ?? said
}

/** @param {string} name @param {string} licence */
const isAllowed = (name, licence) => permissive.includes(licence)
  || Object.entries(buildOnly).some(([tool, its]) => its === licence && (name === tool || name.startsWith(`${tool}-`)))

/**
 * Packages that `npm ci --omit=dev` installs, on every platform, by licence.
 * @param {LockedPackages} packages
 * @returns {{ byLicence: Map<string, string[]>, refused: string[] }} names in order; what is under a licence that nobody has allowed
 */
export function licencesOf(packages) {
  /** @type {Map<string, Set<string>>} */
  const found = new Map()
  const refused = new Set()
  for (const [place, { license, dev }] of Object.entries(packages)) {
    if (place === '' || dev) continue
    const name = nameOf(place)
    const licence = taken(license ?? unsaid[/** @type {keyof typeof unsaid} */ (name)] ?? 'none')
    if (!isAllowed(name, licence)) refused.add(`${name}: ${licence}`)
    found.set(licence, (found.get(licence) ?? new Set()).add(name))
  }
  const byLicence = new Map([...found].map(([licence, names]) => [licence, [...names].sort()]))
  return { byLicence: new Map([...byLicence].sort(([, one], [, other]) => other.length - one.length)), refused: [...refused] }
}

/**
 * The document docs/licences.md.
 * @param {LockedPackages} packages
 */
export function licencesDocument(packages) {
  const { byLicence } = licencesOf(packages)
  const total = new Set([...byLicence.values()].flat()).size
  const sections = [...byLicence].map(([licence, names]) => `## ${licence} (${names.length})\n\n${names.join(', ')}\n`)
  return `# Licences of what Sidenote is built from

Written by \`npm run licences\` from package-lock.json: the ${total} packages that \`npm ci --omit=dev\` installs, on any platform. A test fails when this is out of date, or when a
package comes under a licence that \`scripts/lib/licences.mjs\` does not allow. Most of them build the app and are not part of it; those that run stand in
\`.output/server/node_modules\` and in the browser's files.

A build takes their code without the texts of their licences, which \`npm ci\` puts beside each in \`node_modules\`. Whoever passes a build on to others passes
those texts on, too.

The UI Kit and its icons (\`@bitrix24/b24ui-nuxt\`, \`@bitrix24/b24icons-vue\`) and the SDK (\`@bitrix24/b24jssdk\`) are MIT. No fonts are shipped. \`caniuse-lite\` (data) and \`lightningcss\` are used by the build alone, unchanged.

${sections.join('\n')}`
}
