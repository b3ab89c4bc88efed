import { createError } from 'h3'
import type { ChatList, ChatSent } from '../../shared/messenger'
import { asText } from '../core/php'
import type { Portal, World } from '../core/world'
import { addMessage, chatsOf, findChat } from '../messenger/chats'
import type { PageRoute } from './routes'

/** What the messenger and the phone's chats ask for (`shared/messenger.ts`). */
export function messengerRoutes(route: PageRoute, world: World, portal: Portal): void {
  route('get', '/_portal/chats', ({ viewer }) => ({ chats: chatsOf(portal, viewer), olderMessenger: world.olderMessenger }) satisfies ChatList)
  route('post', '/_portal/chats/:dialogId', ({ event, viewer, body }) => {
    const chat = findChat(portal, viewer, asText(event.context.params?.dialogId))
    const text = asText(body.text).trim()
    if (!chat) throw createError({ statusCode: 404, statusMessage: 'There is no such chat' })
    if (!text) throw createError({ statusCode: 400, statusMessage: 'A message needs a text' })
    return { message: addMessage(portal, viewer, chat, text) } satisfies ChatSent
  })
}
