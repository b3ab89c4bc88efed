import { asText, type Params } from '../core/php'

const oneOrMany = (value: unknown): string[] => (typeof value === 'object' && value !== null ? Object.values(value) : [value]).map(asText)

/** Whether a value of a row counts as what was asked for: flags are asked for as `true`, `1` or `Y`. */
const same = (actual: unknown, wanted: string): boolean =>
  typeof actual === 'boolean' ? ['true', '1', 'Y'].includes(wanted) === actual : oneOrMany(actual).includes(wanted)

/**
 * FILTER of the older list methods: a field by its name, with `=`, `!`, `!=`, `@`, `!@`, `%` or `!%` before it; a value
 * may be a list. Fields a row does not have filter nothing. Source: `user-get` and `sonet-group-get` of the REST
 * documentation.
 */
export function matchesRow(row: Params, filter: Params): boolean {
  return Object.entries(filter).every(([key, wanted]) => {
    const [, not, like, name = ''] = /^(!?)([%@=]?)(.*)$/.exec(key) ?? []
    const actual = row[name]
    if (actual === undefined) return true
    const found = oneOrMany(wanted).some(value => like === '%'
      ? asText(actual).toLowerCase().includes(value.toLowerCase())
      : same(actual, value))
    return found !== (not === '!')
  })
}

/** Rows by a field, numbers by their value. A field they do not have leaves them as they are. */
export function sortRows<Row extends Params>(rows: Row[], field: string, direction: unknown): Row[] {
  const sign = asText(direction).toUpperCase() === 'DESC' ? -1 : 1
  return [...rows].sort((one, other) => sign * asText(one[field]).localeCompare(asText(other[field]), 'en', { numeric: true }))
}
