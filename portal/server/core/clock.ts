/** Offset of a time zone at a moment, as `+01:00`. */
function offsetOf(date: Date, timeZone: string): string {
  const part = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' }).formatToParts(date).find(p => p.type === 'timeZoneName')?.value ?? 'GMT'
  return part.replace('GMT', '') || '+00:00'
}

/** ISO 8601 with the offset of the zone and no milliseconds, as PHP's `date('c')` writes it. */
export function isoInZone(date: Date, timeZone: string): string {
  const local = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(date).replace(' ', 'T')
  return local + offsetOf(date, timeZone)
}

/** Seconds a time zone is ahead of UTC at a moment. */
export function secondsOfOffset(date: Date, timeZone: string): number {
  const [, sign, hours, minutes] = /^([+-])(\d\d):(\d\d)$/.exec(offsetOf(date, timeZone)) ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60)
}

/** The calendar day in the zone, `days` days from `now`: `YYYY-MM-DD`. */
export const dayIn = (now: Date, days: number, timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(new Date(now.getTime() + days * 86_400_000))

/** The given time of day (`09:30`) in the zone, `days` days from `now`, as ISO 8601 with offset. */
export function momentIn(now: Date, days: number, time: string, timeZone: string): string {
  const day = dayIn(now, days, timeZone)
  return `${day}T${time}:00${offsetOf(new Date(`${day}T12:00:00Z`), timeZone)}`
}

/** The day that a seed calls today: yesterday as long as something of it would be still to come. @param times of that day, `09:30` */
export function seedDay(now: Date, times: readonly string[], timeZone: string): Date {
  return times.some(time => Date.parse(momentIn(now, 0, time, timeZone)) > now.getTime()) ? new Date(now.getTime() - 86_400_000) : now
}

/** The given hour, in the zone, `days` days from `now`. */
export function hourOfDay(now: Date, days: number, hour: number, timeZone: string): string {
  return momentIn(now, days, `${String(hour).padStart(2, '0')}:00`, timeZone)
}

export const unixNow = (): number => Math.floor(Date.now() / 1000)

export const delay = (ms: number): Promise<void> => ms > 0 ? new Promise(resolve => setTimeout(resolve, ms)) : Promise.resolve()
