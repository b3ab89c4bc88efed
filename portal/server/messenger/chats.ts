import type { ChatKind, ChatMessage, ChatPerson, ChatView } from '../../shared/messenger'
import type { MessengerSeed, SeedChat } from '../../data/messenger/types'
import { isoInZone, momentIn, seedDay } from '../core/clock'
import { userOf, type Person, type Portal } from '../core/world'

export interface Chat extends Omit<SeedChat, 'messages'> { messages: ChatMessage[] }

export interface Messenger {
  chats: Chat[]
  customers: MessengerSeed['customers']
  nextMessageId: number
}

/** The messenger of a portal at its start. */
export function createMessenger({ chats, customers }: MessengerSeed, timeZone: string, startedAt = new Date()): Messenger {
  const todays = chats.flatMap(({ messages }) => messages).filter(([, daysAgo]) => daysAgo === 0).map(([, , time]) => time)
  const now = seedDay(startedAt, todays, timeZone)
  const rows = chats.map(chat => ({
    ...chat,
    messages: chat.messages.map(([id, daysAgo, time, authorId, text]) => ({ id, authorId, text, at: momentIn(now, -daysAgo, time, timeZone) })),
  }))
  return { chats: rows, customers, nextMessageId: Math.max(...rows.flatMap(chat => chat.messages.map(({ id }) => id))) + 100 }
}

const takesPart = (user: Person, chat: Chat): boolean => chat.memberIds.includes(user.id)

const otherIn = (user: Person, chat: Chat): number => chat.memberIds.find(id => id !== user.id)!

/** `chat40`, or the id of whom the person talks to. */
export const dialogIdOf = (user: Person, chat: Chat): string => chat.kind === 'private' ? String(otherIn(user, chat)) : `chat${chat.id}`

/** The chat of a dialog id, if the person takes part in it. A private chat is asked for by the other person's id, or as `chatN`. */
export const findChat = (portal: Portal, user: Person, dialogId: string): Chat | undefined => portal.messenger.chats
  .find(chat => takesPart(user, chat) && (dialogIdOf(user, chat) === dialogId || `chat${chat.id}` === dialogId))

export const fullName = (portal: Portal, id: number): string => {
  const user = userOf(portal, id)
  return user ? `${user.name} ${user.lastName}` : portal.messenger.customers.find(customer => customer.id === id)?.name ?? ''
}

/** A chat's name as a person sees it: a private one is called after the other. */
export const titleOf = (portal: Portal, user: Person, chat: Chat): string => chat.kind === 'private' ? fullName(portal, otherIn(user, chat)) : chat.title

/** Members, and the customer of an open line, who is no member of the portal. */
export function peopleOf(portal: Portal, { memberIds, messages }: Chat): ChatPerson[] {
  const ids = [...new Set([...memberIds, ...messages.map(({ authorId }) => authorId)])]
  return ids.map((id) => {
    const user = userOf(portal, id)
    return { id, name: fullName(portal, id), photo: user?.photo ?? '', customer: !user }
  })
}

/** Where the entity of a chat is, as `entity_link` of the REST answer says; empty without one. */
export function entityPath({ entity }: Chat): string {
  const [kind = '', id = ''] = entity.type === 'CRM' ? entity.id.split('|') : []
  return kind && `/crm/${kind.toLowerCase()}/details/${id}/`
}

/** Adds a message as the person. The text is cut at 20 000 characters, as in Bitrix24. */
export function addMessage(portal: Portal, user: Person, chat: Chat, text: string): ChatMessage {
  const message = { id: portal.messenger.nextMessageId++, authorId: user.id, text: text.slice(0, 20_000), at: isoInZone(new Date(), portal.timeZone) }
  chat.messages.push(message)
  return message
}

const newest = ({ messages }: ChatView): number => Date.parse(messages.at(-1)?.at ?? '1970-01-01')

/** What a person's messenger shows, newest first. */
export function chatsOf(portal: Portal, user: Person): ChatView[] {
  return portal.messenger.chats
    .filter(chat => takesPart(user, chat))
    .map((chat): ChatView => ({
      dialogId: dialogIdOf(user, chat),
      chatId: chat.id,
      kind: chat.kind,
      title: titleOf(portal, user, chat),
      description: chat.description,
      people: peopleOf(portal, chat),
      messages: chat.messages,
      entityPath: entityPath(chat),
    }))
    .sort((one, other) => newest(other) - newest(one))
}

/** `type` and `message_type` of a chat, as REST names them. */
export const restTypes: Record<ChatKind, { type: string, messageType: string }> = {
  private: { type: 'private', messageType: 'P' },
  chat: { type: 'chat', messageType: 'C' },
  lines: { type: 'lines', messageType: 'L' },
  crm: { type: 'crm', messageType: 'C' },
}
