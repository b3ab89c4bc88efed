/**
 * The journal is shown on a screen and kept in traces: secrets leave only their first six characters.
 * By key, and by shape, because a token also travels inside longer strings (a launch address, a frame message).
 */
const secretKeys = new Set([
  'auth', 'access_token', 'refresh_token', 'auth_id', 'refresh_id', 'application_token', 'client_secret', 'app_sid', 'appsid', 'authorization',
])

const longHex = /[0-9a-f]{32,}/gi

const maxString = 600
const maxItems = 50
const maxDepth = 8

const shorten = (secret: string): string => secret.length > 6 ? `${secret.slice(0, 6)}…` : secret

export interface Known {
  /** Strings that look like a secret and are none (member ids). */
  open: ReadonlySet<string>
  /** Strings that are secret whatever they look like (the client secret). */
  secret: readonly string[]
}

export function redactString(text: string, known: Known): string {
  let out = text.replace(longHex, hex => known.open.has(hex) ? hex : shorten(hex))
  for (const secret of known.secret) {
    if (secret) out = out.split(secret).join(shorten(secret))
  }
  return out.length > maxString ? `${out.slice(0, maxString)}…` : out
}

export function redact(value: unknown, known: Known, depth = 0): unknown {
  if (typeof value === 'string') return redactString(value, known)
  if (typeof value !== 'object' || value === null) return value
  if (depth >= maxDepth) return '…'
  if (Array.isArray(value)) return value.slice(0, maxItems).map(item => redact(item, known, depth + 1))
  return Object.fromEntries(Object.entries(value).slice(0, maxItems).map(([key, member]) => [
    redactString(key, known),
    secretKeys.has(key.toLowerCase()) && typeof member === 'string' ? shorten(member) : redact(member, known, depth + 1),
  ]))
}
