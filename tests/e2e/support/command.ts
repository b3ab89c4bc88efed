import { execFile } from 'node:child_process'
import path from 'node:path'
import type { AppProcess } from './app-process'

export interface CommandResult { code: number, said: string, complaints: string }

type CommandName = 'backup' | 'restore' | 'rotate-keys'

/** How an operator's command of the built server is started, with the service's own configuration. */
export const commandOf = (app: AppProcess, name: CommandName) => ({
  file: path.join(path.dirname(app.options.entry), 'commands', `${name}.mjs`),
  options: { cwd: app.options.folder, env: { PATH: process.env.PATH, NODE_ENV: 'production', TZ: 'UTC', ...app.env } as NodeJS.ProcessEnv },
})

/** Runs an operator's command to its end. */
export function runCommand(app: AppProcess, name: CommandName, ...args: string[]): Promise<CommandResult> {
  const { file, options } = commandOf(app, name)
  return new Promise((resolve) => {
    execFile(process.execPath, [file, ...args], options, (error, said, complaints) => resolve({ code: error ? Number(error.code) : 0, said, complaints }))
  })
}
