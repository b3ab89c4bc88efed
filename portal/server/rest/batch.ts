import { asRecord, asText, parseForm, phpArray, type Params } from '../core/php'
import { RestError } from './errors'
import { restMethods } from './methods'
import { runMethod } from './run'
import { timeBlock } from './time'
import { Paged, type RestCall } from './types'

const maxCommands = 50

/**
 * `batch` of the second version: up to 50 commands `method?query`, each of which may use answers of earlier ones as
 * `$result[name][path]`. Source: "Batch" of the REST documentation.
 */
export async function runBatch(call: RestCall): Promise<unknown> {
  const commands = asRecord(call.params.cmd)
  const names = Object.keys(commands)
  if (names.length > maxCommands) throw new RestError('ERROR_BATCH_LENGTH_EXCEEDED', 'Max batch length exceeded', 400)
  const halt = ['1', 'true', 'Y'].includes(asText(call.params.halt))

  const results: Params = {}
  const errors: Params = {}
  const totals: Params = {}
  const nexts: Params = {}
  const times: Params = {}
  for (const name of names) {
    const started = Date.now()
    const { method, params } = parseCommand(asText(commands[name]), results)
    try {
      if (method === 'batch' || restMethods[method]?.single) {
        throw new RestError('ERROR_BATCH_METHOD_NOT_ALLOWED', 'Method is not allowed for batch usage', 400)
      }
      const answer = await runMethod(method, { ...call, params })
      results[name] = answer instanceof Paged ? answer.result : answer
      if (answer instanceof Paged) {
        if (answer.total !== undefined) totals[name] = answer.total
        if (answer.next !== undefined) nexts[name] = answer.next
      }
      times[name] = timeBlock(call.portal, method, started)
    }
    catch (error) {
      if (!(error instanceof RestError)) throw error
      errors[name] = error.toJson()
      if (halt) break
    }
  }
  return {
    result: phpArray(results),
    result_error: phpArray(errors),
    result_total: phpArray(totals),
    result_next: phpArray(nexts),
    result_time: phpArray(times),
  }
}

function parseCommand(command: string, results: Params): { method: string, params: Params } {
  const mark = command.indexOf('?')
  const name = mark < 0 ? command : command.slice(0, mark)
  const params = parseForm(mark < 0 ? '' : command.slice(mark + 1))
  return { method: name.replace(/^\/+/, '').replace(/\.json$/, '').toLowerCase(), params: fillIn(params, results) as Params }
}

/** Replaces `$result[a][b]` inside strings; a reference that leads nowhere becomes an empty string. */
function fillIn(value: unknown, results: Params): unknown {
  if (typeof value === 'string') {
    const whole = /^\$result((?:\[[^\]]*\])+)$/.exec(value)
    if (whole) return lookUp(results, whole[1]!)
    return value.replace(/\$result((?:\[[^\]]*\])+)/g, (_, path: string) => asText(lookUp(results, path)))
  }
  if (Array.isArray(value)) return value.map(member => fillIn(member, results))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, fillIn(member, results)]))
}

function lookUp(results: Params, path: string): unknown {
  let node: unknown = results
  for (const [, key] of path.matchAll(/\[([^\]]*)\]/g)) node = asRecord(node)[key!]
  return node ?? ''
}
