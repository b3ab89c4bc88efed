// @ts-check

/**
 * Files that pages share, by the share of all screens that need what is in them: a screen is a page, or a page with one of the
 * views that it shows by turns. A module is needed by at least as many screens as each module that imports it, so files only
 * ever depend on those further up. "Most" is what lists have in common with notes of one thing, "many" what those need.
 */
const shared = [
  { name: 'every-page', from: 0.85 },
  { name: 'most-pages', from: 0.62 },
  { name: 'many-pages', from: 0.55 },
]

/** Whether a page checks anything shows only when the bundler has left out what is unused: it places these. */
const schemas = /-schemas\.ts$/

/**
 * How pages' scripts are cut into files. Left alone, the bundler makes a file for every combination of pages and lazily loaded
 * parts that need it: thirty for one page, most below a kilobyte, each a request of its own.
 * @param {(id: string) => boolean} isPage
 * @returns {import('vite').Rollup.GetManualChunk} the file of a module that many pages share; what few load, and what every
 * script begins with, the bundler places as it does
 */
export function pageFiles(isPage) {
  /** @type {Map<string, string> | undefined} */
  let plan
  return (id, graph) => (plan ??= planned(graph, isPage)).get(id)
}

/**
 * @param {import('vite').Rollup.ManualChunkMeta} graph
 * @param {(id: string) => boolean} isPage
 */
function planned({ getModuleIds, getModuleInfo }, isPage) {
  const ids = [...getModuleIds()]
  const entry = reachedFrom(ids.filter(id => getModuleInfo(id)?.isEntry), getModuleInfo)
  /** @type {Set<string>} */
  const views = new Set()
  const screens = ids.filter(isPage).flatMap((page) => {
    const ofPage = reachedFrom([page], getModuleInfo)
    const byTurns = [...ofPage].filter(id => id.startsWith(page)).flatMap(id => getModuleInfo(id)?.dynamicallyImportedIds ?? [])
    byTurns.forEach(view => views.add(view))
    return byTurns.length === 0 ? [ofPage] : byTurns.map(view => reachedFrom([page, view], getModuleInfo))
  })
  /** @type {Map<string, number>} how many screens need a module */
  const needs = new Map()
  for (const id of screens.flatMap(modules => [...modules])) if (!entry.has(id)) needs.set(id, (needs.get(id) ?? 0) + 1)
  // Only a file of its own has a name by which a page finds it before its scripts run.
  const apart = importersOf(views, getModuleInfo)
  /** @type {Map<string, string>} */
  const files = new Map()
  for (const [id, count] of needs) {
    const file = shared.find(({ from }) => count >= from * screens.length)
    if (file && !schemas.test(id) && !apart.has(id)) files.set(id, file.name)
  }
  return files
}

/** @param {string[]} starts @param {import('vite').Rollup.GetModuleInfo} getModuleInfo @returns {Set<string>} these modules and what they load at once */
function reachedFrom(starts, getModuleInfo) {
  const reached = new Set(starts)
  // A set hands out what is added while it is walked through.
  for (const id of reached) getModuleInfo(id)?.importedIds.forEach(imported => reached.add(imported))
  return reached
}

/** @param {Set<string>} starts @param {import('vite').Rollup.GetModuleInfo} getModuleInfo @returns {Set<string>} these modules and what loads them at once */
function importersOf(starts, getModuleInfo) {
  const found = new Set(starts)
  for (const id of found) getModuleInfo(id)?.importers.forEach(importer => found.add(importer))
  return found
}
