import type { DatabaseHandle } from '#db/client'

/**
 * What is searched by otherwise than by a portal and something more of it, and why nothing of it grows with the database: an index,
 * with the columns that are known.
 */
const known: Readonly<Record<string, string>> = {
  'portals_member_id_unique (member_id=?)': 'one portal',
  'portals_by_origin (origin=?)': 'one row is read, to frame a page nobody proved',
  'launch_proofs_by_hash (token_hash=?)': 'one token, before it is known whose',
  'sqlite_autoindex_locks_1 (name=?)': 'one lock',
  'event_inbox_waiting (member_id=?)': 'what one portal sent and waits, known or not: a hundred at most',
  'event_inbox_waiting (member_id=? AND rowid>?)': 'of the same, what came later',
  'event_inbox_due (state=? AND next_attempt_at<?)': 'the few events that wait, of all portals',
  'follow_ups_to_remind (remind_at>? AND remind_at<?)': 'the few reminders that are due, of all portals',
  'notices_to_send (send_at>? AND send_at<?)': 'the few notices that wait, of all portals',
  'portals_to_erase (erase_at>? AND erase_at<?)': 'the few portals whose time has come',
  'launch_proofs_by_expiry (expires_at<?)': 'what is over, some rows at a time',
  'rest_journal_by_time (at<?)': 'what is over, some rows at a time',
  'audit_log_by_time (at<?)': 'what is over, some rows at a time',
  'subject_lists_by_age (checked_at<?)': 'what is over, some rows at a time',
  'event_inbox_by_age (received_at<?)': 'what is over, some rows at a time',
  'notes_deleted (deleted_at<?)': 'what is over, some rows at a time',
  'templates_deleted (deleted_at<?)': 'what is over, some rows at a time',
}

/** Statements that take a whole portal's rows of a table, and why they may. */
const wholePortal: readonly [statement: RegExp, why: string][] = [
  [/^delete from "?\w+"? where rowid in \(select rowid from "\w+" where .* limit \?\)$/, 'erases some rows at a time'],
  [/^delete from (?:user_tokens|launch_proofs|subject_grants|subject_lists) where portal_id = \?$/, 'a portal is uninstalled once'],
  [/^select .* from "templates" .* limit \?$/, 'a portal has a few hundred templates at most'],
  [/^select "user_id" from "user_tokens" .* limit \?$/, 'one row for each person who opened Sidenote, when nobody else can be asked any more'],
  [/^insert into "portals" .* on conflict /, 'SQLite only looks for what hangs on a portal when its id changes, and it never does'],
]

/** What may be gone through as a whole: it has as many rows as the question names, or is read only as far as the answer goes. */
const bounded = [
  /^SCAN search_index VIRTUAL TABLE INDEX \d+:M/,
  /^SCAN pragma_data_version /,
  /^SCAN (?:CONSTANT ROW|\d+ CONSTANT ROWS|\d+-ROW VALUES CLAUSE)$/,
  /^SCAN (?:\(subquery-\d+\)|ranked|counted)$/,
]

/** How SQLite would go about a statement. */
export function planOf({ sqlite }: Pick<DatabaseHandle, 'sqlite'>, statement: string): string[] {
  const values = [...statement.matchAll(/\?/g)].map(() => null)
  return (sqlite.prepare(`explain query plan ${statement}`).all(...values) as { detail: string }[]).map(({ detail }) => detail)
}

/**
 * What of a statement's plan grows with the database or with a portal: a table that is gone through, an index that is made on the way or
 * that does not begin with the portal, a whole portal's rows.
 * @returns the lines of the plan; none when it is as it should be
 */
export function growingParts(handle: Pick<DatabaseHandle, 'sqlite'>, statement: string): string[] {
  return planOf(handle, statement).filter((line) => {
    if (line.startsWith('SCAN')) return !bounded.some(pattern => pattern.test(line))
    if (line.includes('AUTOMATIC')) return true
    const [, index, columns] = /^SEARCH .* USING (?:COVERING )?INDEX (\w+) \((.*)\)(?: LEFT-JOIN)?$/.exec(line) ?? []
    if (!index || !columns || `${index} (${columns})` in known) return false
    if (columns === 'portal_id=?') return !wholePortal.some(([pattern]) => pattern.test(statement))
    return !columns.startsWith('portal_id=? AND ')
  })
}
