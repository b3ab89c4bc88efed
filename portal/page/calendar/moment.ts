/** What the form of an event begins with: days `YYYY-MM-DD`, times `09:30`. */
export interface FormStart {
  name: string
  description: string
  location: string
  attendeeIds: number[]
  allDay: boolean
  fromDay: string
  fromTime: string
  toDay: string
  toTime: string
}

/** Minutes a time zone is ahead of UTC at a moment. */
function offsetOf(at: Date, timeZone: string): number {
  const local = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(at)
  return Math.round((Date.parse(`${local.replace(' ', 'T')}Z`) - Math.floor(at.getTime() / 1000) * 1000) / 60_000)
}

/** A day and a time of day on the clocks of a zone, as a moment in UTC. Empty fields give an invalid one. */
export function momentOf(day: string, time: string, timeZone: string): string {
  const asUtc = new Date(`${day}T${time}:00Z`)
  if (Number.isNaN(asUtc.getTime())) return ''
  const guess = new Date(asUtc.getTime() - offsetOf(asUtc, timeZone) * 60_000)
  return new Date(asUtc.getTime() - offsetOf(guess, timeZone) * 60_000).toISOString()
}

/** The day and the time of day that the clocks of a zone show. */
export function clockIn(moment: string, timeZone: string): { day: string, time: string } {
  const [day = '', time = ''] = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(new Date(moment)).split(' ')
  return { day, time }
}
