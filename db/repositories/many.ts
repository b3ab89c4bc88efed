import type { Placeholder } from 'drizzle-orm'
import { sql } from 'drizzle-orm'

type Value = string | number

/**
 * A question about several things at once, prepared for each of a few lengths (1, 2, 4, 8 …) and filled up with the last of them: built
 * anew for every question, it would cost more than SQLite takes to answer it.
 * @param prepare makes the statement for so many values, for `inArray`
 * @returns asks it; nothing about nothing
 */
export function aboutMany<Row>(prepare: (values: Placeholder[]) => { all: (values: Record<string, unknown>) => Row[] }) {
  const statements = new Map<number, ReturnType<typeof prepare>>()
  return (values: readonly Value[], others: Record<string, Value> = {}): Row[] => {
    if (values.length === 0) return []
    const length = 2 ** Math.ceil(Math.log2(values.length))
    const names = Array.from({ length }, (_, index) => `many${index}`)
    const statement = statements.get(length) ?? prepare(names.map(name => sql.placeholder(name)))
    statements.set(length, statement)
    return statement.all({ ...others, ...Object.fromEntries(names.map((name, index) => [name, values[Math.min(index, values.length - 1)]])) })
  }
}
