import { authCommands } from './auth'
import { dialogCommands } from './dialog'
import { installCommands } from './install'
import { openCommands } from './open'
import { optionCommands } from './options'
import type { Command } from './types'
import { windowCommands } from './window'

/** The base interface: the commands that every frame has, wherever it is (reference frame-oauth-events §2.4). */
export const baseCommands: Record<string, Command> = {
  ...authCommands,
  ...windowCommands,
  ...optionCommands,
  ...installCommands,
  ...dialogCommands,
  ...openCommands,
}

/** Whether the base interface has a command of that name; names like `constructor` are nobody's. */
export const ownBaseCommand = (method: string) => Object.hasOwn(baseCommands, method)
