import * as v from 'valibot'
import { AppError } from '#shared/errors'

/** A launch's form is about two kilobytes; PLACEMENT_OPTIONS may be larger. */
export const launchBodyLimit = 64 * 1024

const tokenText = v.pipe(v.string(), v.regex(/^[\w.-]{10,512}$/))

/** What a launch claims (api-reference/widgets: what every handler receives). Nothing of it is believed before it is proven. */
const LaunchFormSchema = v.object({
  AUTH_ID: tokenText,
  AUTH_EXPIRES: v.optional(v.pipe(v.string(), v.regex(/^\d{1,6}$/), v.transform(Number)), '3600'),
  REFRESH_ID: v.optional(v.union([v.literal(''), tokenText]), ''),
  SERVER_ENDPOINT: v.optional(v.pipe(v.string(), v.maxLength(255)), ''),
  APPLICATION_TOKEN: v.optional(v.pipe(v.string(), v.maxLength(128)), ''),
  member_id: v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/)),
  PLACEMENT: v.optional(v.pipe(v.string(), v.regex(/^\w{1,64}$/)), 'DEFAULT'),
  PLACEMENT_OPTIONS: v.optional(v.pipe(v.string(), v.maxLength(32_768)), ''),
})

const knownFields = new Set([...Object.keys(LaunchFormSchema.entries), 'APPLICATION_SCOPE', 'status'])

export interface LaunchClaim {
  authId: string
  /** Seconds. */
  authExpires: number
  refreshId: string
  /** Origin that SERVER_ENDPOINT names, null when the form has none, `invalid` when it is no address. */
  server: string | null
  applicationToken: string
  memberId: string
  placement: string
  placementOptions: unknown
}

/**
 * Reads the form of a launch.
 * @param text `application/x-www-form-urlencoded` body
 * @throws AppError `bad_request` for a repeated or malformed field, `launch_incomplete` when there is no token or portal
 */
export function parseLaunchForm(text: string): LaunchClaim {
  const fields: Record<string, string> = Object.create(null)
  for (const [name, value] of new URLSearchParams(text)) {
    if (!knownFields.has(name)) continue
    if (name in fields) throw new AppError('bad_request', `The field ${name} stands twice`)
    fields[name] = value
  }
  if (!fields.AUTH_ID || !fields.member_id) throw new AppError('launch_incomplete', 'The request carries no AUTH_ID or member_id')
  const parsed = v.safeParse(LaunchFormSchema, fields)
  if (!parsed.success) throw new AppError('bad_request', `The field ${v.getDotPath(parsed.issues[0]) ?? ''} is not as Bitrix24 documents it`)
  const form = parsed.output
  return {
    authId: form.AUTH_ID,
    authExpires: form.AUTH_EXPIRES,
    refreshId: form.REFRESH_ID,
    server: originOf(form.SERVER_ENDPOINT),
    applicationToken: form.APPLICATION_TOKEN,
    memberId: form.member_id,
    placement: form.PLACEMENT.toUpperCase(),
    placementOptions: parseOptions(form.PLACEMENT_OPTIONS),
  }
}

function originOf(endpoint: string): string | null {
  if (endpoint === '') return null
  return URL.canParse(endpoint) ? new URL(endpoint).origin : 'invalid'
}

/** PLACEMENT_OPTIONS is a JSON string; empty means none. */
function parseOptions(text: string): unknown {
  if (text.trim() === '') return {}
  try {
    return JSON.parse(text)
  }
  catch {
    throw new AppError('bad_request', 'PLACEMENT_OPTIONS is not JSON')
  }
}

/**
 * The portal's origin as the query names it. Only compared with portals already known, never asked for anything.
 * @returns null when the query names none
 */
export function claimedOrigin(query: Record<string, unknown>): string | null {
  const { DOMAIN: domain, PROTOCOL: protocol } = query
  if (typeof domain !== 'string' || !/^[\w.-]{1,253}(?::\d{1,5})?$/.test(domain)) return null
  const address = `${protocol === '0' ? 'http' : 'https'}://${domain}`
  return URL.canParse(address) ? new URL(address).origin : null
}
