import type { DatabaseHandle } from '#db/client'

/** How a prepared statement is run; the kit of drizzle uses all but the last. */
const runs = ['run', 'get', 'all', 'iterate'] as const

/**
 * Keeps the text of every statement that is run from now on, those in transactions included (not the BEGIN and COMMIT around them).
 * Has to come before the repositories prepare theirs.
 * @returns the list that grows
 */
export function recordStatements({ sqlite }: Pick<DatabaseHandle, 'sqlite'>): string[] {
  const recorded: string[] = []
  const prepare = sqlite.prepare.bind(sqlite)
  sqlite.prepare = ((source: string) => {
    const statement = prepare(source)
    for (const name of runs) {
      const run = statement[name].bind(statement) as (...parameters: unknown[]) => unknown
      Object.assign(statement, { [name]: (...parameters: unknown[]) => {
        recorded.push(source)
        return run(...parameters)
      } })
    }
    return statement
  }) as typeof sqlite.prepare
  return recorded
}
