import * as v from 'valibot'
import { AppError } from '#shared/errors'
import { parseEventForm } from './form'

/** An event's form is one or two kilobytes. */
export const eventBodyLimit = 64 * 1024

const optionalText = (limit: number) => v.optional(v.pipe(v.string(), v.maxLength(limit)), '')

/** What every event carries (api-reference/events/index). All of it is claimed, none of it proven. */
const MessageSchema = v.object({
  event: v.pipe(v.string(), v.regex(/^\w{1,100}$/), v.toUpperCase()),
  /** Seconds. */
  ts: v.optional(v.pipe(v.string(), v.regex(/^\d{1,12}$/), v.transform(Number))),
  /** Prints as an empty text when there is nothing in it. */
  data: v.optional(v.unknown()),
  auth: v.object({
    member_id: v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/)),
    application_token: optionalText(128),
    access_token: optionalText(512),
    refresh_token: optionalText(512),
    server_endpoint: optionalText(255),
  }),
})

const DataSchema = v.fallback(v.object({
  LANGUAGE_ID: v.fallback(v.nullable(v.pipe(v.string(), v.regex(/^[a-z]{2,8}$/))), null),
  /** ONAPPUNINSTALL: whether the administrator chose to delete the app's data. */
  CLEAN: v.fallback(v.optional(v.string(), '0'), '0'),
}), { LANGUAGE_ID: null, CLEAN: '0' })

/** An event as it was sent. */
export interface EventMessage {
  /** In capitals. */
  event: string
  /** Seconds; null when the sender gave none. */
  ts: number | null
  memberId: string
  applicationToken: string
  /** Empty when nobody's action raised the event, and for ONAPPUNINSTALL always. */
  accessToken: string
  refreshToken: string
  /** Origin of the authorization server it names, null when it names none, `invalid` when that is no address. */
  server: string | null
  language: string | null
  clean: boolean
}

/**
 * Reads an event's body.
 * @throws AppError `event_refused` when it does not say which portal it comes from, `bad_request` for anything else
 *   that Bitrix24 would not send
 */
export function parseEvent(body: string): EventMessage {
  const parsed = v.safeParse(MessageSchema, parseEventForm(body))
  if (!parsed.success) {
    const path = v.getDotPath(parsed.issues[0]) ?? ''
    if (path.startsWith('auth')) throw new AppError('event_refused', 'The event does not say where it comes from')
    throw new AppError('bad_request', `The field ${path} is not as Bitrix24 documents it`)
  }
  const { event, ts, data, auth } = parsed.output
  const { LANGUAGE_ID, CLEAN } = v.parse(DataSchema, data)
  return {
    event,
    ts: ts ?? null,
    memberId: auth.member_id,
    applicationToken: auth.application_token,
    accessToken: auth.access_token,
    refreshToken: auth.refresh_token,
    server: originOf(auth.server_endpoint),
    language: LANGUAGE_ID,
    clean: CLEAN === '1',
  }
}

function originOf(endpoint: string): string | null {
  if (endpoint === '') return null
  return URL.canParse(endpoint) ? new URL(endpoint).origin : 'invalid'
}
