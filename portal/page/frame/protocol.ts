/** A command of an app's frame, whichever of the two forms it came in (reference frame-oauth-events §2.3). */
export interface FrameMessage {
  method: string
  /** Parsed JSON; an empty list when the frame sent none. */
  params: unknown
  /** Empty when no answer is wanted: classic BX24 sends `setInstall:{…}::SID`. */
  callback: string
  appSid: string
  /** Of object messages only: the application's own name for the request. */
  requestId?: string
}

const text = (value: unknown) => (typeof value === 'string' ? value : '')

function parseObject(data: Record<string, unknown>): FrameMessage | undefined {
  const method = text(data.method)
  if (method === '') return undefined
  const absent = data.params === undefined || data.params === null || data.params === ''
  return { method, params: absent ? [] : data.params, callback: text(data.callback), appSid: text(data.appSid), ...(text(data.requestId) === '' ? {} : { requestId: text(data.requestId) }) }
}

function parseString(data: string): FrameMessage | undefined {
  const segments = data.split(':')
  const method = segments.shift() ?? ''
  const appSid = segments.pop() ?? ''
  const callback = segments.pop() ?? ''
  const json = segments.join(':')
  if (method === '' || appSid === '') return undefined
  try {
    return { method, params: json === '' ? [] : JSON.parse(json), callback, appSid }
  }
  catch {
    return undefined
  }
}

/**
 * Reads what an app's frame posted (§2.3, §1.4, §1.8): a string `method[:params]:callback:SID`, where everything
 * between the method and the last two segments is JSON that may itself contain colons, or the object form.
 * Undefined for anything else; such a message is met with silence.
 */
export function parseFrameMessage(data: unknown): FrameMessage | undefined {
  if (typeof data === 'string') return parseString(data)
  if (typeof data === 'object' && data !== null && !Array.isArray(data)) return parseObject(data as Record<string, unknown>)
  return undefined
}

/** The string a frame gets back (§2.3): `KEY:` and the JSON of the result, or nothing after the colon. */
export const formatReply = (callback: string, result?: unknown) =>
  `${callback}:${result === undefined ? '' : JSON.stringify(result)}`

/**
 * Whether a message's origin is the app's registered one, compared with and without the port (§2.3).
 * @param appOrigin as registered, e.g. `https://app.example:8443`
 */
export function isAppOrigin(origin: string, appOrigin: string): boolean {
  return origin === appOrigin || origin === appOrigin.replace(/:\d+$/, '')
}

/** Params as an object; an empty list (the "absent" of §2.3) and scalars count as an empty one. */
export function asRecord(params: unknown): Record<string, unknown> {
  const isRecord = typeof params === 'object' && params !== null && !Array.isArray(params)
  return isRecord ? params as Record<string, unknown> : {}
}
