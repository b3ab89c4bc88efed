import * as v from 'valibot'
import type { CalendarEvent, CalendarEvents, ViewRange } from '#shared/calendar'
import { AppError } from '#shared/errors'
import type { Rest } from '../bitrix24/types'
import { RestError } from '../bitrix24/types'

const day = 24 * 60 * 60_000

const SecondsSchema = v.pipe(v.union([v.string(), v.number()]), v.transform(seconds => Number(seconds) * 1000), v.integer())
const TextSchema = v.fallback(v.string(), '')

/** DATE_FROM and DATE_TO are in the site's own format, which differs from portal to portal: nothing reads them. */
const EventSchema = v.object({
  ID: v.pipe(v.union([v.string(), v.number()]), v.transform(String)),
  NAME: TextSchema,
  DATE_FROM_TS_UTC: SecondsSchema,
  DATE_TO_TS_UTC: SecondsSchema,
  DATE_FROM_FORMATTED: TextSchema,
  DATE_TO_FORMATTED: TextSchema,
  DT_SKIP_TIME: TextSchema,
  COLOR: TextSchema,
})
const EventsSchema = v.array(v.unknown())

/** These methods have no codes for it, only a text. */
const isDenied = ({ code, message }: RestError) => ['ACCESS_DENIED', 'insufficient_scope', 'ERROR_METHOD_NOT_FOUND'].includes(code) || /access denied/i.test(message)

/**
 * The events of a calendar in a range, as Bitrix24 shows them to the viewer; of a recurring one each time it takes place.
 * Their own calendar has the company's events too, as in Bitrix24; without those, their own are still worth showing.
 * @param rest speaks for the viewer
 * @param owner `user-<id>`, or `company` for the common calendar
 * @param range both days included
 * @throws AppError `subject_denied`, `portal_refused`, or when the portal cannot be asked
 * @see api-reference/calendar/calendar-event/calendar-event-get
 */
export async function listEvents(rest: Rest, viewerId: number, owner: string, range: ViewRange): Promise<CalendarEvents> {
  const isOwn = owner === `user-${viewerId}`
  // No batch: a refusal there has lost its text, and these methods have no codes.
  const [asked, company] = await Promise.all([
    ask(rest, owner, range),
    isOwn ? ask(rest, 'company', range).catch(() => []) : [],
  ])
  const events = new Map([...company, ...asked].map(event => [nameOf(event), event]))
  return { events: [...events.values()].sort((one, other) => one.from - other.from || one.to - other.to) }
}

/** A recurring event comes several times under one id. */
const nameOf = ({ id, from }: CalendarEvent) => `${id} ${from}`

async function ask(rest: Rest, owner: string, { from, to }: ViewRange): Promise<CalendarEvent[]> {
  const whose = owner === 'company' ? { type: 'company_calendar', ownerId: 0 } : { type: 'user', ownerId: Number(owner.slice('user-'.length)) }
  try {
    const answer = v.safeParse(EventsSchema, await rest.call('calendar.event.get', { ...whose, from, to }))
    if (!answer.success) throw new AppError('portal_refused', 'calendar.event.get answered in a shape that is not documented')
    return answer.output.flatMap(readEvent)
  }
  catch (error) {
    if (!(error instanceof RestError)) throw error
    if (isDenied(error)) throw new AppError('subject_denied', 'Bitrix24 does not show this calendar to you', { cause: error })
    throw new AppError('portal_refused', `The portal does not tell the events (${error.code || 'no code'})`, { cause: error })
  }
}

/** One event that is not as documented must not hide the others. */
function readEvent(answer: unknown): CalendarEvent[] {
  const parsed = v.safeParse(EventSchema, answer)
  if (!parsed.success) return []
  const event = parsed.output
  const allDay = event.DT_SKIP_TIME === 'Y'
  return [{
    id: event.ID, name: event.NAME, allDay, color: /^#[\da-f]{6}$/i.test(event.COLOR) ? event.COLOR : null,
    from: allDay ? wholeDay(event.DATE_FROM_FORMATTED, event.DATE_FROM_TS_UTC) : event.DATE_FROM_TS_UTC,
    to: allDay ? wholeDay(event.DATE_TO_FORMATTED, event.DATE_TO_TS_UTC) : event.DATE_TO_TS_UTC,
  }]
}

/**
 * Midnight of UTC of a whole day. Its own moment is midnight somewhere: the day is what the portal writes
 * (`Wed Dec 11 2024`), or the nearest one.
 */
function wholeDay(written: string, at: number): number {
  const [date = ''] = /^\w{3} \w{3} \d{1,2} \d{4}/.exec(written) ?? []
  const named = Date.parse(`${date} UTC`)
  return Number.isNaN(named) ? Math.round(at / day) * day : named
}
