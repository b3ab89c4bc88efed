/** Views of the calendar's own grid. */
export type GridView = 'month' | 'week' | 'day'

/** Days `YYYY-MM-DD`, both ends included. */
export interface DayRange { from: string, to: string }

const dayMs = 86_400_000
const at = (day: string) => Date.parse(`${day}T00:00:00Z`)

export const addDays = (day: string, count: number) => new Date(at(day) + count * dayMs).toISOString().slice(0, 10)

/** 0 for Monday, with which a week begins in both of the portal's languages. */
export const weekdayOf = (day: string) => (new Date(at(day)).getUTCDay() + 6) % 7

const monthStart = (day: string, months = 0) => {
  const date = new Date(at(`${day.slice(0, 7)}-01`))
  date.setUTCMonth(date.getUTCMonth() + months)
  return date.toISOString().slice(0, 10)
}

/** What a view shows around a day: a month's grid has the days of its neighbours that fill the weeks. */
export function rangeOf(view: GridView, day: string): DayRange {
  if (view === 'day') return { from: day, to: day }
  const first = view === 'month' ? monthStart(day) : day
  const last = view === 'month' ? addDays(monthStart(day, 1), -1) : day
  return { from: addDays(first, -weekdayOf(first)), to: addDays(last, 6 - weekdayOf(last)) }
}

/** The day that the arrows lead to. */
export function step(view: GridView, day: string, direction: 1 | -1): string {
  if (view === 'month') return monthStart(day, direction)
  return addDays(day, direction * (view === 'week' ? 7 : 1))
}

/** The days of a range, first to last. */
export function daysOf({ from, to }: DayRange): string[] {
  return Array.from({ length: Math.round((at(to) - at(from)) / dayMs) + 1 }, (_, index) => addDays(from, index))
}
