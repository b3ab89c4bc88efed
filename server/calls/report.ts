import type { User } from '#db/repositories/users'
import type { CallCount, CallReport } from '#shared/calls'
import { reportDaysLimit } from '#shared/calls'
import type { ViewRange } from '#shared/calendar'
import { daysBetween } from '#shared/dates'
import { AppError } from '#shared/errors'
import { dayAt, dayBounds } from '#shared/time-zones'
import type { Services } from '../services'
import { confirmSubjects } from '../subjects/confirm'
import { findColleagues } from './colleagues'
import { readStatistic } from './statistic'

/** Notes of calls that are looked at when Bitrix24 does not tell the calls. */
const notesLimit = 2_000

/** People and deals whose notes one report counts; each may have to be asked for. */
const subjectsLimit = 200

interface CountedCall { person: number, at: number, noted: boolean }

/**
 * How many calls there were, and how many have a note that the viewer may see: by day and employee, in the viewer's time
 * zone. Who may not see the telephony's statistic is told only of calls with notes.
 * @param range both days included
 * @throws AppError `bad_request` for a range that ends before it begins or is too long; or when the portal cannot be asked
 */
export async function reportCalls(viewer: { portal: { id: number }, user: Pick<User, 'userId' | 'timeZone'> }, range: ViewRange, services: Pick<Services, 'repositories' | 'restFor' | 'clock'>): Promise<CallReport> {
  if (range.from > range.to || daysBetween(range.from, range.to) >= reportDaysLimit) throw new AppError('bad_request', `A report is of 1 to ${reportDaysLimit} days`)
  const { portal, user } = viewer
  const { callNotes } = services.repositories
  const bounds = dayBounds(range, user.timeZone)

  // A note counts when the viewer may see it, also where they never looked. It is often written after the call's day.
  const subjects = await callNotes.listSubjects({ portalId: portal.id, from: bounds.from, to: services.clock() + 1, limit: subjectsLimit })
  await confirmSubjects(portal.id, user.userId, subjects, services)
  const rest = services.restFor(portal.id, user.userId)
  const statistic = await readStatistic(rest, bounds.from, bounds.to)
  const calls = statistic ? await withNotes(statistic.calls) : await notedOnly()
  const counts = countCalls(calls, user.timeZone)
  return {
    ...range, counts,
    source: statistic ? 'portal' : 'notes',
    complete: statistic ? statistic.complete : calls.length < notesLimit,
    people: await findColleagues(portal.id, [...new Set(counts.map(({ person }) => person))], rest, services),
  }

  async function withNotes(found: { ids: string[], person: number, at: number }[]): Promise<CountedCall[]> {
    const noted = await callNotes.listNoted(portal.id, user.userId, found.flatMap(({ ids }) => ids))
    return found.map(({ ids, person, at }) => ({ person, at, noted: ids.some(id => noted.has(id)) }))
  }

  /** A call counts once, for whoever noted something last. */
  async function notedOnly(): Promise<CountedCall[]> {
    const notes = await callNotes.listBetween({ portalId: portal.id, viewerId: user.userId, ...bounds, limit: notesLimit })
    const newest = new Map([...notes].reverse().map(note => [note.callId, note]))
    return [...newest.values()].map(({ authorId, createdAt }) => ({ person: authorId, at: createdAt, noted: true }))
  }
}

/** Oldest day first. Calls that nobody took are nobody's, and are left out. */
function countCalls(calls: CountedCall[], timeZone: string | null): CallCount[] {
  const counts = new Map<string, CallCount>()
  for (const { person, at, noted } of calls) {
    if (person === 0) continue
    const date = dayAt(at, timeZone)
    const count = counts.get(`${date} ${person}`) ?? { date, person, calls: 0, noted: 0 }
    counts.set(`${date} ${person}`, { ...count, calls: count.calls + 1, noted: count.noted + Number(noted) })
  }
  return [...counts.values()].sort((one, other) => one.date.localeCompare(other.date) || one.person - other.person)
}
