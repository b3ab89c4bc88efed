import { defineEventHandler, type EventHandler } from 'h3'
import type { StandInControl } from '../../shared/contract'
import { NothingThere } from '../changes/changes'
import { readIncoming, sendJson } from '../core/http'
import { FrameRefused } from '../frame/open'
import { ControlError } from './control'

/** `POST /_control/<name>` with the arguments as JSON: the same control for tests in another process. */
export function controlHandler(control: StandInControl): EventHandler {
  return defineEventHandler(async (event) => {
    const { segments, body } = await readIncoming(event)
    const name = segments[1] ?? 'describe'
    if (!Object.hasOwn(control, name)) return sendJson(event, 404, { error: `There is no control "${name}"` })
    // Arguments come from outside the type system here; each control looks up what it is given by itself.
    const run = control[name as keyof StandInControl] as (args: unknown) => unknown
    try {
      return sendJson(event, 200, await run(body) ?? {})
    }
    catch (error) {
      if (error instanceof ControlError || error instanceof NothingThere || error instanceof FrameRefused || error instanceof TypeError) {
        return sendJson(event, 400, { error: error.message })
      }
      throw error
    }
  })
}
