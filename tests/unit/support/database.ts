import { randomBytes } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { openDatabase } from '#db/client'
import { applyMigrations } from '#db/migrate'
import { createKeyring } from '#db/sealing'
import type { Log } from '../../../server/log'
import { createRepositories } from '../../../server/services'

const migrations = fileURLToPath(new URL('../../../db/migrations', import.meta.url))

/** The real repositories on a database of their own: in memory, unless it is about the file. */
export function createTestDatabase(file = ':memory:', keyring = createKeyring([{ id: 'k1', key: randomBytes(32) }])) {
  const handle = openDatabase(file)
  applyMigrations(handle, migrations)
  return { ...handle, keyring, ...createRepositories(handle, keyring) }
}

/** A clock that stands still until it is told otherwise. */
export function createTestClock(start = Date.UTC(2026, 10, 21, 8)) {
  let now = start
  const clock = () => now
  return Object.assign(clock, { pass: (ms: number) => { now += ms } })
}

/** A log that keeps its lines. */
export function createTestLog() {
  const lines: { fields: unknown, name: string }[] = []
  const write = (fields: unknown, name: string) => void lines.push({ fields, name })
  const log = { debug: write, info: write, warn: write, error: write } as unknown as Log
  return { log, lines, names: () => lines.map(({ name }) => name) }
}
