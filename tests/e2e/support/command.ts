import { execFile } from 'node:child_process'
import path from 'node:path'
import type { AppProcess } from './app-process'

export interface CommandResult { code: number, said: string, complaints: string }

/** Runs an operator's command of the built server, with the service's own configuration. */
export function runCommand(app: AppProcess, name: 'backup' | 'restore' | 'rotate-keys', ...args: string[]): Promise<CommandResult> {
  const file = path.join(path.dirname(app.options.entry), 'commands', `${name}.mjs`)
  return new Promise((resolve) => {
    execFile(process.execPath, [file, ...args], { cwd: app.options.folder, env: { PATH: process.env.PATH, NODE_ENV: 'production', TZ: 'UTC', ...app.env } }, (error, said, complaints) =>
      resolve({ code: error ? Number(error.code) : 0, said, complaints }))
  })
}
