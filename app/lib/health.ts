import type { HealthReport } from '#shared/settings'

/** Something that an administrator should look at. `details` completes its sentence. */
export interface HealthIssue {
  code: 'not_installed' | 'scopes_missing' | 'speaker_gone' | 'worker_removed' | 'reminders_late' | 'calls_failing' | 'events_failed'
  details: string
  count: number
}

/** Fewer calls than this say nothing about a rate. */
const callsThatTell = 10

/** What needs an administrator, the most important first; empty when everything works. */
export function issuesOf({ installation, scopes, tokens, worker, reminders, rest, events }: HealthReport): HealthIssue[] {
  const failed = events.filter(({ state }) => state === 'failed').length
  const found: (HealthIssue | false)[] = [
    installation.status !== 'installed' && { code: 'not_installed', details: '', count: 0 },
    tokens.speaker?.state !== 'live' && { code: 'speaker_gone', details: tokens.speaker?.person.name ?? '', count: 0 },
    scopes.missing.length > 0 && { code: 'scopes_missing', details: scopes.missing.join(', '), count: scopes.missing.length },
    reminders.late > 0 && { code: 'reminders_late', details: '', count: reminders.late },
    worker.state === 'removed' && { code: 'worker_removed', details: '', count: 0 },
    rest.calls >= callsThatTell && rest.failed * 4 >= rest.calls && { code: 'calls_failing', details: '', count: Math.round(rest.failed * 100 / rest.calls) },
    failed > 0 && { code: 'events_failed', details: '', count: failed },
  ]
  return found.filter(issue => issue !== false)
}

/** Refusals of Bitrix24 that have an advice of their own (`settings.health.advice.<code>`). */
const advised = [
  'insufficient_scope', 'ACCESS_DENIED', 'QUERY_LIMIT_EXCEEDED', 'portal_busy', 'portal_unavailable', 'portal_access_lost', 'authorization_unavailable', 'NOT_FOUND', 'ERROR_PLACEMENT_MAX_COUNT',
  'ERROR_METHOD_NOT_FOUND', 'PAYMENT_REQUIRED', 'ACCESS_ERROR',
] as const

/** Whose advice a refusal gets; `other` for codes that say nothing to an administrator. */
export function adviceFor(code: string): typeof advised[number] | 'other' {
  return advised.find(known => known === code) ?? 'other'
}
