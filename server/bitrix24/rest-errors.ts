import { AjaxError } from '@bitrix24/b24jssdk'
import { AppError } from '#shared/errors'
import type { Health } from './breaker'
import { RestError } from './types'

/** limits: the portal wants fewer calls for a while. */
const busyCodes = new Set(['QUERY_LIMIT_EXCEEDED', 'OPERATION_TIME_LIMIT', 'OVERLOAD_LIMIT'])
/** Of those, the one that is about the method and says nothing of the portal. */
const methodLimit = 'OPERATION_TIME_LIMIT'
/** The token or the person's access is gone; the next launch brings a new token. */
const lostCodes = new Set(['expired_token', 'invalid_token', 'NO_AUTH_FOUND', 'authorization_error', 'user_access_error', 'APPLICATION_NOT_FOUND', 'INVALID_CREDENTIALS', 'PORTAL_DELETED'])

/** What an answer of the SDK failed with; undefined when it did not. */
export function firstError(answer: { isSuccess: boolean, getErrors: () => IterableIterator<Error> }): unknown {
  return answer.isSuccess ? undefined : [...answer.getErrors()][0]
}

/** The error of one command of a batch: always Bitrix24's own, since the batch itself was answered. */
export function asRestError(method: string, error: unknown): RestError {
  const translated = translate(method, error)
  return translated instanceof RestError ? translated : new RestError(method, translated.code, translated.message, translated.status)
}

/** What an error of the SDK means. Ours, thrown inside its refresh, comes back wrapped and is unwrapped here. */
export function translate(method: string, error: unknown): AppError | RestError {
  for (let inner = error; inner instanceof Error; inner = (inner as AjaxError).originalError ?? inner.cause) {
    if (inner instanceof AppError || inner instanceof RestError) return inner
  }
  if (!(error instanceof AjaxError)) return new AppError('portal_unavailable', `${method} got no useful answer`, { cause: error, retryAfter: 15 })
  const codeless = codelessAnswer(error)
  if (codeless) return new RestError(method, '', codeless, error.status)
  const code = String(error.code)
  if (busyCodes.has(code) || error.status === 429) return new AppError('portal_busy', `${method}: the portal asks for fewer calls (${code})`, { retryAfter: 10, cause: new RestError(method, code, error.message, error.status) })
  if (lostCodes.has(code)) return new AppError('portal_access_lost', `${method}: the portal refuses this person's token (${code})`)
  const answered = error.status === 200 || (error.status >= 400 && error.status < 500 && error.status !== 408)
  // Such a code is the client's own: the answer was cut off, too large, or none of Bitrix24's.
  const isTransport = /^(?:ERR_|JSSDK_|ECONN)/.test(code)
  if (answered && !isTransport) return new RestError(method, code, error.message, error.status)
  return new AppError('portal_unavailable', `${method} got no useful answer (${code})`, { retryAfter: 15 })
}

/** What the end of a call says of the portal. A refusal of its own shows that it is well. */
export function healthAfter(error: unknown): Health {
  if (error instanceof RestError) return 'well'
  if (!(error instanceof AppError)) return 'unknown'
  if (error.code === 'portal_busy' && error.cause instanceof RestError && error.cause.code === methodLimit) return 'well'
  return error.code === 'portal_unavailable' || error.code === 'portal_busy' ? 'ill' : 'unknown'
}

/**
 * Several methods (calendar, userfieldconfig) refuse with an empty code and a text alone; the SDK then puts the code of the
 * transport, as if Bitrix24 had not answered.
 * @returns the text, or null when this is something else
 */
function codelessAnswer({ originalError }: AjaxError): string | null {
  const data = (originalError as { response?: { data?: { error?: unknown, error_description?: unknown } } } | undefined)?.response?.data
  return data?.error === '' ? String(data.error_description ?? '') : null
}
