import { setResponseStatus, type H3Event } from 'h3'
import { sendJson, type Incoming } from '../core/http'

const refusal = (code: string, message: string): unknown => ({ error: { code: `BITRIX_REST_V3_EXCEPTION_${code}`, message } })

/**
 * `/rest/api/<method>`. This portal offers no method of the third version; what it does imitate is that `batch` takes
 * every member of the body for a command, so that an object with `auth` in it is refused (published source,
 * `BatchRequest`), and the shape of errors there.
 */
export function answerV3(event: H3Event, method: string, { body }: Incoming): { answer: string, outcome: string } {
  if (method === 'batch') {
    const commands: unknown[] = Array.isArray(body) ? body : Object.values(body)
    const valid = Array.isArray(body) && commands.every(item => typeof item === 'object' && item !== null && 'method' in item)
    if (!valid) return refuse(event, 400, 'VALIDATION_REQUESTVALIDATIONEXCEPTION', 'Every member of a batch must be an object with a method')
  }
  return refuse(event, 404, 'METHODNOTFOUNDEXCEPTION', `Method ${method} not found`)
}

function refuse(event: H3Event, status: number, code: string, message: string): { answer: string, outcome: string } {
  setResponseStatus(event, status)
  return { answer: sendJson(event, status, refusal(code, message)), outcome: code }
}
