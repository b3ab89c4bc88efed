import { asText } from '../core/php'
import { Paged } from './types'

const pageSize = 50

/**
 * A page of a list: always 50 rows, `next` while there are more, and neither count nor `next` when `start` is -1.
 * Source: "How to get large amounts of data" and the parameter `start` of the list methods.
 */
export function pageOf<Row, Result>(rows: Row[], given: unknown, shape: (page: Row[]) => Result): Paged {
  const asked = Number(asText(given)) || 0
  const start = Math.max(0, asked)
  const end = start + pageSize
  const page = shape(rows.slice(start, end))
  return asked < 0 ? new Paged(page) : new Paged(page, rows.length, end < rows.length ? end : undefined)
}
