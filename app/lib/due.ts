import { dueHorizon, dueTolerance } from '#shared/follow-ups'
import { addDays } from '#shared/dates'
import type { PageRules } from '#shared/settings'
import { dayBounds, momentOn, wallClock } from '#shared/time-zones'
import type { ProblemCode } from './problem'
import type { Reader } from './time'
import { dayKey, dayNumber, shortDateOf, timeOf, weekdayOf } from './time'

const minute = 60_000
const hour = 60 * minute

/** When the portal's working days begin, and when "later today" is; in each person's own time. */
type DayTimes = Pick<PageRules, 'morning' | 'evening'>

export interface QuickChoice { kind: 'hour' | 'evening' | 'tomorrow' | 'week', at: number }

/** What most people want: later today (in an hour, when it is late), tomorrow morning, Monday morning. */
export function quickChoices({ now, timeZone }: Pick<Reader, 'now' | 'timeZone'>, { morning, evening }: DayTimes): QuickChoice[] {
  const today = wallClock(now, timeZone).slice(0, 10)
  const tonight = momentOn(today, evening, timeZone)
  const later: QuickChoice = tonight - now >= hour ? { kind: 'evening', at: tonight } : { kind: 'hour', at: inAnHour(now) }
  const tomorrow: QuickChoice = { kind: 'tomorrow', at: momentOn(addDays(today, 1), morning, timeZone) }
  const toMonday = (8 - new Date(`${today}T00:00:00Z`).getUTCDay()) % 7 || 7
  const monday: QuickChoice = { kind: 'week', at: momentOn(addDays(today, toMonday), morning, timeZone) }
  return toMonday === 1 ? [later, tomorrow] : [later, tomorrow, monday]
}

/** Rounded up to five minutes. */
function inAnHour(now: number): number {
  return Math.ceil((now + hour) / (5 * minute)) * 5 * minute
}

/** When something noted for a day is due: in its morning, or when that is over, soon. Null for a day that is over. */
export function dueOn(date: string, { now, timeZone }: Pick<Reader, 'now' | 'timeZone'>, { morning }: Pick<DayTimes, 'morning'>): number | null {
  const at = momentOn(date, morning, timeZone)
  if (at > now) return at
  const soon = Math.min(inAnHour(now), dayBounds({ from: date, to: date }, timeZone).to - minute)
  return soon > now ? soon : null
}

/**
 * What the server would say to this time, so that nobody waits for it; null when nothing.
 * @param at NaN for something that is no time yet
 */
export function dueProblem(at: number, now: number): Extract<ProblemCode, `follow_up_${string}`> | null {
  if (Number.isNaN(at)) return 'follow_up_due_invalid'
  if (at < now - dueTolerance) return 'follow_up_past'
  return at > now + dueHorizon ? 'follow_up_too_far' : null
}

/** What a due time is called; `time`, `weekday` and `date` are ready to be put into a sentence. */
export type DueMoment =
  | { kind: 'yesterday' | 'today' | 'tomorrow', time: string }
  | { kind: 'weekday', time: string, weekday: string }
  | { kind: 'date', time: string, date: string }

/** Names a due time as people say it: today 17:00, tomorrow 9:00, Monday 9:00 within a week, 3 March 9:00. */
export function dueMomentOf(at: number, reader: Reader): DueMoment {
  const days = dayNumber(at, reader) - dayNumber(reader.now, reader)
  const near = ({ '-1': 'yesterday', '0': 'today', '1': 'tomorrow' } as const)[String(days)]
  const time = timeOf(at, reader)
  if (near) return { kind: near, time }
  if (days > 1 && days < 7) return { kind: 'weekday', time, weekday: weekdayOf(at, reader) }
  return { kind: 'date', time, date: shortDateOf(at, reader) }
}

/** When something is due, seen from now: `later` is from tomorrow on. */
export function dueStageOf(at: number, reader: Reader): 'overdue' | 'today' | 'later' {
  if (at < reader.now) return 'overdue'
  return dayKey(at, reader) === dayKey(reader.now, reader) ? 'today' : 'later'
}
