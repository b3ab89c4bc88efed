import { fileURLToPath } from 'node:url'
import { BackupError } from '../backup/inspect'
import type { Config } from '../config'
import { ConfigError, readConfig } from '../config'

/** Says something to the person at the terminal. */
export const say = (sentence: string): void => void process.stdout.write(`${sentence}\n`)

/** The migrations of this version. The build puts commands and migrations side by side, in folders of their own. */
export const migrations = fileURLToPath(new URL('../migrations', import.meta.url))

/**
 * Runs an operator's command with the service's own configuration; it ends with 1 when that fails.
 * @param command throws what the operator has to know
 */
export async function runCommand(command: (config: Config) => Promise<void>): Promise<void> {
  try {
    await command(readConfig())
  }
  catch (error) {
    process.exitCode = 1
    process.stderr.write(`${sentenceOf(error)}\n`)
  }
}

function sentenceOf(error: unknown): string {
  if (error instanceof ConfigError) return `Configuration: ${error.message}.`
  if (error instanceof BackupError) return `${error.message}.`
  return error instanceof Error ? error.message : String(error)
}
