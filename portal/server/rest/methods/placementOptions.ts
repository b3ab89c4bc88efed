import { imColors, type PlacementFacts } from '../../../data/placements'
import { asText, type Params } from '../../core/php'
import { RestError, wrongArgument } from '../errors'

const contexts = ['ALL', 'USER', 'CHAT', 'LINES', 'CRM']

/** These errors come with status 200 and an error body (published source); clients must read the body. */
const invalid = (code: string): RestError => new RestError(code, `Invalid placement option (${code})`, 200)

const oneOf = (value: string, allowed: readonly string[], code: string): string => {
  if (!allowed.includes(value)) throw invalid(code)
  return value
}

function icon(value: unknown): string {
  const name = asText(value)
  if (name.length > 50 || !/[a-z -]/i.test(name)) throw invalid('INVALID_ERROR_ICON_NAME')
  return name
}

function context(value: unknown): string {
  const parts = asText(value).toUpperCase().split(';').filter(Boolean)
  for (const part of parts) oneOf(part, contexts, 'INVALID_ERROR_CONTEXT')
  return parts.length === 0 || parts.includes('ALL') ? 'ALL' : parts.join(';')
}

function size(value: unknown, code: string): number {
  const number = Number(asText(value))
  if (!Number.isInteger(number) || number < 0) throw invalid(code)
  return number
}

const imReaders: Record<string, { read: (value: unknown) => unknown, fallback?: unknown }> = {
  iconName: { read: icon },
  extranet: { read: value => oneOf(asText(value), ['N', 'Y'], 'INVALID_ERROR_EXTRANET'), fallback: 'N' },
  context: { read: context, fallback: 'ALL' },
  role: { read: value => oneOf(asText(value).toUpperCase(), ['USER', 'ADMIN'], 'INVALID_ERROR_ROLE'), fallback: 'USER' },
  color: { read: value => oneOf(asText(value).toUpperCase(), imColors, 'INVALID_ERROR_COLOR') },
  width: { read: value => size(value, 'INVALID_ERROR_WIDTH'), fallback: 100 },
  height: { read: value => size(value, 'INVALID_ERROR_HEIGHT'), fallback: 100 },
}

function messengerOptions(facts: PlacementFacts, given: Params): Params {
  if (facts.iconRequired && !asText(given.iconName)) throw wrongArgument('iconName')
  const kept: Params = {}
  for (const key of facts.options) {
    const reader = imReaders[key]
    const value = given[key] === undefined || given[key] === '' ? reader?.fallback : reader?.read(given[key])
    if (value !== undefined) kept[key] = value
  }
  return kept
}

function workerOptions(given: Params): Params {
  const url = asText(given.errorHandlerUrl)
  if (!url) throw new RestError('EMPTY_ERROR_HANDLER_URL', 'errorHandlerUrl is required', 200)
  return { errorHandlerUrl: url }
}

/**
 * OPTIONS of `placement.bind`: only the documented keys of that placement survive, by their exact spelling.
 * Source: the page of each widget.
 */
export function keepOptions(facts: PlacementFacts, given: Params): Params {
  if (facts.rules === 'im') return messengerOptions(facts, given)
  if (facts.rules === 'worker') return workerOptions(given)
  return Object.fromEntries(facts.options.filter(key => given[key] !== undefined).map(key => [key, asText(given[key])]))
}
