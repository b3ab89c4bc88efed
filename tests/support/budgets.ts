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
