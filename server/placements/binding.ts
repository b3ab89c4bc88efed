import * as v from 'valibot'
import { AppError } from '#shared/errors'
import type { ItemOutcome, ItemReport } from '#shared/installation'
import type { Rest } from '../bitrix24/types'
import { RestError } from '../bitrix24/types'

/**
 * Whether a refused `placement.bind` or `event.bind` says that this very handler is registered already. Bitrix24 has
 * no code of its own for it: ERROR_CORE, "Unable to set … handler: Handler already binded".
 */
export function isAlreadyBound(error: unknown): boolean {
  return error instanceof RestError && error.code === 'ERROR_CORE' && /already binded/i.test(error.message)
}

/** Whether Bitrix24 refused with this code of its own. */
export function isRefusal(error: unknown, code: string): boolean {
  return error instanceof RestError && error.code === code
}

/**
 * Registers a handler; finding it registered already is success.
 * @returns whether it is new
 * @throws RestError any other refusal; AppError when the portal cannot be used at all
 */
export async function bindOnce(rest: Rest, method: 'placement.bind' | 'event.bind', params: Record<string, unknown>): Promise<boolean> {
  try {
    await rest.call(method, params)
    return true
  }
  catch (error) {
    if (isAlreadyBound(error)) return false
    throw error
  }
}

/**
 * Reads what the portal has or offers. Without it there is nothing to compare with, so a refusal ends the step.
 * @throws AppError `admin_required` (placement.get is for administrators), `portal_refused`, or what {@link Rest.call} throws
 */
export async function readRegistered<Schema extends v.GenericSchema>(rest: Rest, method: string, schema: Schema): Promise<v.InferOutput<Schema>> {
  let answer: unknown
  try {
    answer = await rest.call(method)
  }
  catch (error) {
    if (!(error instanceof RestError)) throw error
    const code = error.code === 'ACCESS_DENIED' ? 'admin_required' : 'portal_refused'
    throw new AppError(code, `${method} is refused: ${error.code}`, { cause: error })
  }
  const parsed = v.safeParse(schema, answer)
  if (!parsed.success) throw new AppError('portal_refused', `${method} answered in a shape that is not documented`)
  return parsed.output
}

/**
 * Runs the work for one code and reports it. A refusal of one code leaves the others their turn; an AppError (the
 * portal is gone or busy) passes through and ends the step.
 */
export async function reportItem(code: string, work: () => Promise<ItemOutcome>): Promise<ItemReport> {
  try {
    return { code, outcome: await work() }
  }
  catch (error) {
    if (!(error instanceof RestError)) throw error
    // The code is unknown to this portal, or the scope it needs is not granted (api-reference/widgets/placement-bind).
    if (isRefusal(error, 'ERROR_PLACEMENT_NOT_FOUND')) return { code, outcome: 'unavailable' }
    return { code, outcome: 'refused', error: error.code }
  }
}
