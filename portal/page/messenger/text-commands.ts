import type { Command, CommandCall } from '../frame/commands/types'
import { asRecord } from '../frame/protocol'
import { textAreaFor, type TextTarget } from './text-areas'

/** A handler's own error, as the SDK hands it to the application: an answer with `message`. */
const withId = (run: (requestId: string, call: CommandCall) => unknown): Command => call =>
  call.requestId ? run(call.requestId, call) : { message: 'requestId is required' }

/** The messenger area of a navigation widget has no chat: nothing is read there, and what is put in goes nowhere. */
const targetOf = ({ session: { placement } }: CommandCall): TextTarget | undefined => placement === 'IM_NAVIGATION' ? undefined : textAreaFor(placement)

/** Messenger commands (`sdk/b24jssdk/iframe-messenger-textarea`). An answer says that a text was accepted, not that it is in the text area. */
export const textCommands: Record<string, Command> = {
  'im:getImTextareaContent': withId((requestId, call) => ({ requestId, text: targetOf(call)?.read() ?? '' })),
  'im:setImTextareaContent': withId((requestId, call) => {
    const { text, withNewLine, replace } = asRecord(call.params)
    targetOf(call)?.insert({ text: typeof text === 'string' ? text : '', withNewLine: withNewLine === true, replace: replace === true })
    return { requestId, success: true }
  }),
}
