import { format } from '~/app/lib/time'

const shapes = {
  long: { weekday: 'long', day: 'numeric', month: 'long' },
  row: { weekday: 'short', day: 'numeric', month: 'short' },
  month: { day: 'numeric', month: 'short' },
} as const

/** Days of a report by their names in the person's language: `2026-11-21` is a day of a calendar, and has no time zone. */
export function useCallDay() {
  const { reader } = useClock()
  const written = (date: string, options: Intl.DateTimeFormatOptions) => {
    const noon = Date.parse(`${date}T12:00:00Z`)
    return format(noon, { ...reader.value, timeZone: 'UTC' }, options)
  }

  /** `week` has the weekday above the day of the month. */
  function dayName(date: string, shape: keyof typeof shapes | 'week'): string {
    if (shape !== 'week') return written(date, shapes[shape])
    return `${written(date, { weekday: 'short' })}\n${Number(date.slice(8))}`
  }

  return { dayName }
}
