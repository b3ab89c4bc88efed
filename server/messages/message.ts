import * as v from 'valibot'
import type { ChatMessage } from '#shared/launch'
import type { Rest } from '../bitrix24/types'
import { RestError } from '../bitrix24/types'

const IdSchema = v.pipe(v.union([v.string(), v.number()]), v.transform(String))
const AnswerSchema = v.object({
  messages: v.array(v.object({
    id: IdSchema,
    author_id: v.fallback(v.pipe(IdSchema, v.transform(Number)), 0),
    date: v.fallback(v.string(), ''),
    text: v.fallback(v.string(), ''),
  })),
  users: v.fallback(v.array(v.object({ id: IdSchema, name: v.string() })), []),
})

/**
 * One message of a chat, as the viewer's own messenger shows it.
 * @param rest speaks for the viewer: only participants are answered
 * @param dialog as the viewer's messenger names the chat
 * @param id of the message
 * @returns null when it is gone, or the chat is closed to the viewer
 * @throws AppError when the portal cannot be asked
 * @see api-reference/chats/messages/im-dialog-messages-get
 */
export async function findMessage(rest: Rest, dialog: string, id: string): Promise<ChatMessage | null> {
  try {
    // FIRST_ID asks for what comes after it; an answer may hold the next message when this one is gone.
    const answer = v.safeParse(AnswerSchema, await rest.call('im.dialog.messages.get', { DIALOG_ID: dialog, FIRST_ID: Number(id) - 1, LIMIT: 1 }))
    return answer.success ? messageIn(answer.output, id) : null
  }
  catch (error) {
    if (error instanceof RestError) return null
    throw error
  }
}

function messageIn({ messages, users }: v.InferOutput<typeof AnswerSchema>, id: string): ChatMessage | null {
  const message = messages.find(one => one.id === id)
  if (!message) return null
  const at = Date.parse(message.date)
  const author = message.author_id
  return {
    id, text: message.text, at: Number.isNaN(at) ? null : at,
    author: author > 0 ? { id: author, name: users.find(user => user.id === String(author))?.name ?? `#${author}` } : null,
  }
}
