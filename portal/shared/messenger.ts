/** What the messenger's page and the stand-in's server say to each other. */

/** The kinds of chats that `OPTIONS[context]` of a messenger widget tells apart. */
export type ChatKind = 'private' | 'chat' | 'lines' | 'crm'

/** Who writes in a chat: a person of the portal, or a customer of an open line. */
export interface ChatPerson { id: number, name: string, photo: string, customer: boolean }

export interface ChatMessage {
  id: number
  authorId: number
  text: string
  /** ISO 8601 with offset. */
  at: string
}

/** A chat as its viewer sees it: a private one bears the other person's id and name. */
export interface ChatView {
  /** `chat40`, or the other person's id. */
  dialogId: string
  chatId: number
  kind: ChatKind
  title: string
  description: string
  people: ChatPerson[]
  /** Oldest first. */
  messages: ChatMessage[]
  /** Path of the entity that the chat belongs to, or empty. */
  entityPath: string
}

/** `GET /_portal/chats` → the viewer's chats, the one with the newest message first. */
export interface ChatList {
  chats: ChatView[]
  /** Messenger before im 25.1600: its smile selector still opens widgets. */
  olderMessenger: boolean
}

/** `POST /_portal/chats/:dialogId` `{ text }` → the message that was added. */
export interface ChatSent { message: ChatMessage }
