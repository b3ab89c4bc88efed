import { shallowRef } from 'vue'
import type { Command, CommandCall } from '../frame/commands/types'
import { asRecord } from '../frame/protocol'
import type { Insertion } from './text-area'

export interface TextTarget { read: () => string, insert: (insertion: Insertion) => void }

/** The text area of the open chat; widgets of the chat's own places read and write it. */
export const textTarget = shallowRef<TextTarget>()

/** A handler's own error, as the SDK hands it to the application: an answer with `message`. */
const withId = (run: (requestId: string, call: CommandCall) => unknown): Command => call =>
  call.requestId ? run(call.requestId, call) : { message: 'requestId is required' }

/** The messenger area of a navigation widget has no chat: nothing is read there, and what is put in goes nowhere. */
const targetOf = ({ session }: CommandCall): TextTarget | undefined => session.placement === 'IM_NAVIGATION' ? undefined : textTarget.value

/** Messenger commands (reference placements-and-rest §1.3, "Reading / inserting text in the chat input"). */
export const textCommands: Record<string, Command> = {
  'im:getImTextareaContent': withId((requestId, call) => ({ requestId, text: targetOf(call)?.read() ?? '' })),
  'im:setImTextareaContent': withId((requestId, call) => {
    const { text, withNewLine, replace } = asRecord(call.params)
    targetOf(call)?.insert({ text: typeof text === 'string' ? text : '', withNewLine: withNewLine === true, replace: replace === true })
    return { requestId, success: true }
  }),
}
