import { asRecord, asText, type Params } from '../../core/php'
import type { Portal } from '../../core/world'
import { accessDenied, RestError } from '../errors'
import type { RestCall, RestMethods } from '../types'

export function userOptionsOf(portal: Portal, userId: number): Params {
  const options = portal.userOptions.get(userId) ?? {}
  portal.userOptions.set(userId, options)
  return options
}

function store(target: Params, { params }: RestCall): true {
  if (typeof params.options !== 'object' || params.options === null) {
    throw new RestError('ArgumentNullException', 'Argument \'options\' is null or empty', 400)
  }
  Object.assign(target, asRecord(params.options))
  return true
}

/** One value or `null`; without a name all of them (an empty PHP array prints as `[]`). */
function read(options: Params, { params }: RestCall): unknown {
  const name = asText(params.option)
  if (name) return options[name] ?? null
  return Object.keys(options).length === 0 ? [] : { ...options }
}

/** Settings of the application and of a person in it. Source: "Common methods, Settings". */
export const optionMethods: RestMethods = {
  'app.option.set': {
    run: (call) => {
      if (!call.user.isAdmin) throw new RestError('AccessException', accessDenied().message, 403)
      return store(call.portal.appOptions, call)
    },
  },
  'app.option.get': { run: call => read(call.portal.appOptions, call) },
  'user.option.set': { run: call => store(userOptionsOf(call.portal, call.user.id), call) },
  'user.option.get': { run: call => read(userOptionsOf(call.portal, call.user.id), call) },
}
