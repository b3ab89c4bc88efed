// @ts-check

/**
 * Files that pages share, by the share of all pages that load what is in them. A module is needed by at least as many pages
 * as each module that imports it, so files only ever depend on those further up.
 */
const shared = [
  { name: 'every-page', from: 0.85 },
  { name: 'most-pages', from: 0.7 },
  { name: 'many-pages', from: 0.5 },
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
  const pages = ids.filter(isPage)
  /** @type {Map<string, number>} how many pages load a module */
  const loads = new Map()
  for (const page of pages) {
    for (const id of reachedFrom([page], getModuleInfo)) if (!entry.has(id)) loads.set(id, (loads.get(id) ?? 0) + 1)
  }
  /** @type {Map<string, string>} */
  const files = new Map()
  for (const [id, count] of loads) {
    const file = shared.find(({ from }) => count >= from * pages.length)
    if (file && !schemas.test(id)) files.set(id, file.name)
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
