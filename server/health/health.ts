import type { RefusedCall } from '#db/repositories/health'
import type { Portal } from '#db/repositories/portals'
import { missingScopes, scopesIn } from '#shared/scopes'
import type { HealthReport, TokenHealth } from '#shared/settings'
import { peopleOf } from '../people/people'
import type { Services } from '../services'

const day = 24 * 60 * 60_000
/** A reminder that is this late, in milliseconds, is not merely waiting for its turn. */
const lateAfter = 5 * 60_000
const eventsShown = 10
const refusalsRead = 200
const refusalsShown = 10

/**
 * How Sidenote does on a portal, from what is stored here: nobody is asked, so it answers also while the portal is down.
 * Never a token, never what people wrote.
 */
export async function readHealth({ portal, user }: { portal: Portal, user: { userId: number } }, { repositories, clock }: Pick<Services, 'repositories' | 'clock'>): Promise<HealthReport> {
  const { health } = repositories
  const now = clock()
  const [refused, rest, events, counts, reminders, speaker, viewer] = await Promise.all([
    health.refusedCalls(portal.id, refusalsRead),
    health.calls(portal.id, now - day),
    health.events(portal.memberId, eventsShown),
    health.tokenCounts(portal.id),
    health.reminders(portal.id, now - lateAfter),
    portal.installerId === null ? null : tokenOf(portal.installerId),
    tokenOf(user.userId),
  ])
  const granted = scopesIn(portal.scopes)
  return {
    installation: { status: portal.status, since: portal.installedAt, version: portal.appVersion },
    scopes: { granted, missing: missingScopes(granted) },
    tokens: { speaker, viewer },
    people: { withLiveToken: counts.live, withDeadToken: counts.dead },
    events,
    restErrors: grouped(refused).slice(0, refusalsShown),
    rest,
    worker: { state: portal.workerRemovedAt === null ? 'registered' : 'removed', since: portal.workerRemovedAt },
    reminders,
  }

  async function tokenOf(userId: number): Promise<TokenHealth | null> {
    const token = await health.token(portal.id, userId)
    if (!token) return null
    const people = await peopleOf(portal.id, [userId], { repositories })
    return { person: people.get(userId)!, ...token }
  }
}

/** The same trouble again and again is told once, with how often. The newest comes first. */
function grouped(calls: RefusedCall[]): HealthReport['restErrors'] {
  const groups = new Map<string, HealthReport['restErrors'][number]>()
  for (const call of calls) {
    const key = `${call.method} ${call.code}`
    const known = groups.get(key)
    if (known) known.times += 1
    else groups.set(key, { ...call, times: 1 })
  }
  return [...groups.values()]
}
