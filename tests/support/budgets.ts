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

const styles = 28_500

/** By the view that a place leads to. */
export const pageBudgets: Readonly<Record<string, PageBudget>> = {
  subject: { html: 8_750, scripts: 121_500, styles },
  message: { html: 5_900, scripts: 122_000, styles },
  note: { html: 7_050, scripts: 124_500, styles },
  call: { html: 8_000, scripts: 128_500, styles },
  home: { html: 9_250, scripts: 120_000, styles },
  chats: { html: 3_450, scripts: 109_500, styles },
  list: { html: 5_200, scripts: 106_500, styles },
  templates: { html: 4_700, scripts: 118_500, styles },
  calendar: { html: 6_600, scripts: 111_500, styles },
  calls: { html: 3_400, scripts: 111_000, styles },
  field: { html: 3_400, scripts: 113_000, styles },
}

/** Bytes of the background worker's whole page (DESIGN §9: compressed). Nothing compresses it on its way, so it is held to that as it is. */
export const workerPageBudget = 6 * 1024

/** What the browser does when somebody opens Sidenote on a task for the first time. */
export const arrivalBudget = {
  /** Page, styles and scripts until it is usable. */
  requests: 16,
  /** Scripts that the page needs and does not name: each would be found only after others have run. */
  unnamedScripts: 0,
  /** JavaScript before the page is usable, unnamed included; compressed. */
  scripts: 121_500,
  /** All of it once the page is idle; the SDK is the most of it. */
  scriptsWhenIdle: 307_000,
} as const
