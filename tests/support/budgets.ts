/**
 * What Sidenote may cost where the cost is no timing, so that any machine can tell. A change that exceeds a budget either finds another
 * way or raises the figure here, where a reviewer sees it.
 */

/** Prepared statements of one request; those of a launch are of a caller who was proven before. */
export const statementBudgets = {
  taskTab: 10,
  home: 13,
  /** Who may frame the page is asked, and nothing else. */
  worker: 1,
  /** Whose event it is, how many wait, and the one row. */
  event: 3,
} as const

/** Bytes of a page on the wire, compressed with gzip. */
export interface PageBudget {
  /** The answer to the launch, with twenty notes where the place shows those of a task. */
  html: number
  /** JavaScript that the answer names: what comes before the page is usable. */
  scripts: number
  styles: number
}

const styles = 46_000

/** By the view that a place leads to; places that can show several views by their path. */
export const pageBudgets: Readonly<Record<string, PageBudget>> = {
  'subject': { html: 11_100, scripts: 189_700, styles },
  'message': { html: 6_900, scripts: 189_800, styles },
  'call': { html: 9_000, scripts: 191_400, styles },
  'home': { html: 10_800, scripts: 177_900, styles },
  'chats': { html: 3_500, scripts: 167_000, styles },
  'list': { html: 5_600, scripts: 159_100, styles },
  'templates': { html: 5_200, scripts: 160_800, styles },
  'calendar': { html: 7_400, scripts: 150_900, styles },
  'calls': { html: 3_400, scripts: 148_000, styles },
  'field': { html: 3_400, scripts: 153_900, styles },
  '/': { html: 11_100, scripts: 209_300, styles },
  '/placements/rest-app-uri': { html: 11_200, scripts: 208_600, styles },
}

/** Bytes of the background worker's whole page (DESIGN §9: compressed). Nothing compresses it on its way, so it is held to that as it is. */
export const workerPageBudget = 6 * 1024

/** What the browser does when somebody opens Sidenote on a task for the first time. */
export const arrivalBudget = {
  /** Page, styles and scripts until it is usable. */
  requests: 46,
  /** Scripts that the page needs and does not name: each is found only after others have run. The messages of the language. */
  unnamedScripts: 1,
  /** JavaScript before the page is usable, unnamed included; compressed. */
  scripts: 206_000,
  /** All of it once the page is idle; the SDK is the most of it. */
  scriptsWhenIdle: 361_500,
} as const
