/**
 * A refusal of the REST API: code, text and HTTP status as documented ("System errors", and each method's page).
 * `extra` members stand beside `error` in the answer (`argument` of ERROR_ARGUMENT).
 */
export class RestError extends Error {
  constructor(readonly code: string, message: string, readonly status = 400, readonly extra: Record<string, unknown> = {}) {
    super(message)
  }

  toJson(): Record<string, unknown> {
    return { error: this.code, error_description: this.message, ...this.extra }
  }
}

export const accessDenied = (text = 'Access denied!'): RestError => new RestError('ACCESS_DENIED', text, 403)

export const wrongArgument = (name: string, text = `Argument '${name}' is null or empty`): RestError =>
  new RestError('ERROR_ARGUMENT', text, 400, { argument: name })

/** Answers of the token checks, alike at the authorization server and at a portal. */
export const expiredToken = (): RestError => new RestError('expired_token', 'The access token provided has expired.', 401)
export const invalidToken = (): RestError => new RestError('invalid_token', 'Unable to get application by token', 401)
export const noAuth = (): RestError => new RestError('NO_AUTH_FOUND', 'Wrong authorization data', 401)
export const methodNotFound = (): RestError => new RestError('ERROR_METHOD_NOT_FOUND', 'Method not found!', 404)
