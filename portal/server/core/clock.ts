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

/** The given hour, in the zone, `days` days from `now`. */
export function hourOfDay(now: Date, days: number, hour: number, timeZone: string): string {
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(new Date(now.getTime() + days * 86_400_000))
  const noon = new Date(`${day}T12:00:00Z`)
  return `${day}T${String(hour).padStart(2, '0')}:00:00${offsetOf(noon, timeZone)}`
}

export const unixNow = (): number => Math.floor(Date.now() / 1000)

export const delay = (ms: number): Promise<void> => ms > 0 ? new Promise(resolve => setTimeout(resolve, ms)) : Promise.resolve()
