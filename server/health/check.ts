import * as v from 'valibot'
import type { Portal } from '#db/repositories/portals'
import { AppError } from '#shared/errors'
import { missingScopes } from '#shared/scopes'
import type { CheckFinding, CheckResult, CheckStep } from '#shared/settings'
import { checkFindings } from '#shared/settings'
import type { Rest } from '../bitrix24/types'
import { RestError } from '../bitrix24/types'
import { eventsPath, lifecycleEvents } from '../events/lifecycle'
import { readFields } from '../fields/fields'
import { isAdministrator } from '../installation/administrator'
import { missingEvents } from '../installation/events'
import { openPlaces } from '../placements/places'
import type { Services } from '../services'

/** How far the portal's clock may be from ours, in milliseconds, before times in notes would puzzle people. */
const clockTolerance = 2 * 60_000

type Needs = Pick<Services, 'config' | 'repositories' | 'restFor' | 'clock' | 'log'>
interface Administrator { portal: Portal, user: { userId: number } }
interface Subject { administrator: Administrator, rest: Rest, services: Needs }
/** Null when all is well. */
type Finding = { outcome: 'warning' | 'failed', finding: CheckFinding, details?: string[] } | null

const checks: Record<CheckStep, (subject: Subject) => Promise<Finding>> = {
  // Needs no scope; whatever is wrong with the token or the connection shows here.
  async token({ rest }) {
    await rest.call('app.info')
    return null
  },

  administrator: async ({ rest }) => await isAdministrator(rest) ? null : { outcome: 'failed', finding: 'not_administrator' },

  async scopes({ rest }) {
    const missing = missingScopes(v.parse(v.array(v.string()), await rest.call('scope')))
    return missing.length === 0 ? null : { outcome: 'warning', finding: 'scopes_missing', details: missing }
  },

  async placements({ administrator, services }) {
    const { places } = await openPlaces(administrator, services)
    const different = places.filter(({ state }) => state === 'missing' || state === 'drift' || state === 'leftover').map(({ code }) => code)
    return different.length === 0 ? null : { outcome: 'warning', finding: 'places_differ', details: different }
  },

  async fields({ rest, services }) {
    const { type } = await readFields(rest, services.config.origin)
    return type === 'registered' || type === 'unavailable' ? null : { outcome: 'warning', finding: 'field_type_missing' }
  },

  async events({ rest, services }) {
    const missing = await missingEvents(rest, lifecycleEvents, `${services.config.origin}${eventsPath}`)
    return missing.length === 0 ? null : { outcome: 'failed', finding: 'events_missing', details: missing }
  },

  async time({ rest, services }) {
    const theirs = Date.parse(v.parse(v.string(), await rest.call('server.time')))
    const difference = Math.abs(theirs - services.clock())
    // Neither clock is known to be the right one.
    return difference <= clockTolerance ? null : { outcome: 'warning', finding: 'clock_differs', details: [String(Math.round(difference / 60_000))] }
  },
}

/**
 * Tries one thing out on the portal with the administrator's own token. Trouble is what it looks for, so it is a result
 * and never an error.
 * @see api-reference/common/system: app.info, scope, server.time
 */
export async function runCheck(step: CheckStep, administrator: Administrator, services: Needs): Promise<CheckResult> {
  const startedAt = services.clock()
  const { portal, user } = administrator
  const finding = await attempt(step, { administrator, rest: services.restFor(portal.id, user.userId), services })
  return {
    step,
    outcome: finding?.outcome ?? 'ok',
    finding: finding?.finding ?? null,
    details: finding?.details ?? [],
    durationMs: services.clock() - startedAt,
  }
}

async function attempt(step: CheckStep, subject: Subject): Promise<Finding> {
  try {
    return await checks[step](subject)
  }
  catch (error) {
    return troubleOf(error)
  }
}

function troubleOf(error: unknown): NonNullable<Finding> {
  if (error instanceof RestError) return { outcome: 'failed', finding: 'portal_refused', details: [error.code || error.method] }
  if (!(error instanceof AppError)) return { outcome: 'failed', finding: 'portal_refused' }
  if (error.code === 'portal_access_lost') return { outcome: 'failed', finding: 'token_dead' }
  if (error.code === 'admin_required') return { outcome: 'failed', finding: 'not_administrator' }
  const known = checkFindings.find(finding => finding === error.code)
  return { outcome: 'failed', finding: known ?? 'portal_refused' }
}
