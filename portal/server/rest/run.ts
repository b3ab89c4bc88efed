import { methodNotFound } from './errors'
import { requireScope } from './auth'
import { restMethods } from './methods'
import { count } from '../core/world'
import type { RestCall } from './types'

/** Runs one method for a caller who is already known. Method names are not case-sensitive. */
export async function runMethod(name: string, call: RestCall): Promise<unknown> {
  const method = restMethods[name.toLowerCase()]
  if (!method) throw methodNotFound()
  requireScope(call.token, method.scopes)
  count(call.portal.calls, name.toLowerCase())
  return method.run(call)
}
