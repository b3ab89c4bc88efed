import pino from 'pino'

export type Log = Pick<pino.Logger, 'debug' | 'info' | 'warn' | 'error'>

const redacted = '[redacted]'

/** Field names that never carry anything a log may hold. */
const secretKeys = /^(?:.*token.*|.*secret.*|auth_?id|refresh_?id|authorization|password|text|body|cookie)$/i

/** Shapes of a token or key wherever they stand: long runs of hex or base64, and `auth=…` parameters. */
const secretShapes = /\b(?:[0-9a-f]{32,}|[\w-]{20,}\.[\w-]{20,}\.[\w-]{20,})\b|(?<=[?&](?:auth|access_token|refresh_token|client_secret|code)=)[^&\s"]+/gi

/** Replaces what looks like a secret in a finished line. */
export function redactLine(line: string): string {
  return line.replace(secretShapes, redacted)
}

/** Copies log fields with secret-named ones blanked, two levels deep, which is as deep as our lines go. */
export function redactFields(fields: Record<string, unknown>, depth = 2): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => {
    if (secretKeys.test(key)) return [key, redacted]
    const nested = depth > 0 && typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Error)
    return [key, nested ? redactFields(value as Record<string, unknown>, depth - 1) : value]
  }))
}

/**
 * The log: one JSON line per event on standard output, named `area.action.outcome`. Secrets are redacted by key and
 * by shape, so that a careless call cannot leak one.
 */
export function createLog(level = 'info'): Log {
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: label => ({ level: label }), log: redactFields },
    serializers: { err: (error: Error) => ({ name: error.name, code: (error as { code?: string }).code, message: error.message, stack: error.stack }) },
    hooks: { streamWrite: redactLine },
  })
}
