import type { EventHandlerRequest, H3Event } from 'h3'
import { defineEventHandler, getQuery, getRequestHeader, setResponseHeader, setResponseStatus } from 'h3'
import * as v from 'valibot'
import type { ErrorAnswer, ErrorCode } from '#shared/errors'
import { AppError, errorStatuses } from '#shared/errors'
import { useServices } from '../services'
import { readBoundedBody } from './body'
import { countedRefusal } from './limits'

const jsonLimit = 128 * 1024

/** An API route: what it returns is the answer, what it throws becomes `{ error: { code, message } }` with its status. */
export function defineApi<Answer>(handler: (event: H3Event<EventHandlerRequest>) => Promise<Answer>) {
  return defineEventHandler(async (event): Promise<Answer | ErrorAnswer> => {
    setResponseHeader(event, 'cache-control', 'no-store')
    try {
      return await handler(event)
    }
    catch (error) {
      const refusal = countedRefusal(event, asAppError(error))
      if (refusal.code === 'internal') useServices().log.error({ err: error, path: event.path.split('?')[0] }, 'api.request.failed')
      return refuse(event, refusal)
    }
  })
}

/** Answers with a refusal, the same way everywhere. */
export function refuse(event: H3Event, refusal: AppError): ErrorAnswer {
  setResponseStatus(event, refusal.status)
  if (refusal.retryAfter) setResponseHeader(event, 'retry-after', refusal.retryAfter)
  return { error: { code: refusal.code, message: refusal.message } }
}

/** The one translator of errors: ours as they are, a schema's by the code its message names, anything else `internal`. */
export function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error
  if (error instanceof v.ValiError) {
    const named = error.issues.map((issue: { message: string }) => issue.message).find((message: string) => Object.hasOwn(errorStatuses, message))
    const path = error.issues[0] ? v.getDotPath(error.issues[0]) : null
    return new AppError((named as ErrorCode | undefined) ?? 'bad_request', path ? `"${path}" is not as expected` : 'The request is not as expected')
  }
  return new AppError('internal', 'Something went wrong on our side', { cause: error })
}

/**
 * The JSON body of a request, through its schema.
 * @throws AppError `unsupported_media_type`, `body_too_large`, `bad_request`; ValiError
 */
export async function readJson<const Schema extends v.GenericSchema>(event: H3Event, schema: Schema): Promise<v.InferOutput<Schema>> {
  if (!/^application\/json\b/i.test(getRequestHeader(event, 'content-type') ?? '')) {
    throw new AppError('unsupported_media_type', 'Send application/json')
  }
  const text = await readBoundedBody(event, jsonLimit)
  let value: unknown
  try {
    value = JSON.parse(text)
  }
  catch {
    throw new AppError('bad_request', 'The body is not JSON')
  }
  return v.parse(schema, value)
}

/** The query of a request, through its schema. @throws ValiError */
export function readQuery<const Schema extends v.GenericSchema>(event: H3Event, schema: Schema): v.InferOutput<Schema> {
  return v.parse(schema, getQuery(event))
}
