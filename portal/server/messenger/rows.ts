import type { ChatMessage } from '../../shared/messenger'
import type { Person, Portal } from '../core/world'
import { dialogIdOf, entityPath, peopleOf, restTypes, titleOf, type Chat } from './chats'

const entityLink = (chat: Chat): Record<string, string> | [] => {
  const url = entityPath(chat)
  return url ? { type: chat.entity.id.split('|')[0]!, url, id: chat.entity.id } : []
}

/** A chat as `im.dialog.get` and `imopenlines.dialog.get` print it. */
export function dialogRow(portal: Portal, user: Person, chat: Chat): Record<string, unknown> {
  const { type, messageType } = restTypes[chat.kind]
  return {
    id: chat.id,
    name: titleOf(portal, user, chat),
    description: chat.description,
    owner: chat.ownerId,
    type,
    extranet: false,
    user_counter: peopleOf(portal, chat).length,
    message_count: chat.messages.length,
    last_message_id: chat.messages.at(-1)?.id ?? 0,
    entity_type: chat.entity.type,
    entity_id: chat.entity.id,
    entity_data_1: chat.entity.data1,
    entity_data_2: chat.entity.data2,
    entity_data_3: '',
    entity_link: entityLink(chat),
    role: chat.ownerId === user.id ? 'owner' : 'member',
    message_type: messageType,
    restrictions: { avatar: true, rename: true, extend: true, call: true, mute: true, leave: true, send: true },
    permissions: { manage_users_add: 'member', manage_users_delete: 'manager', manage_ui: 'member', manage_messages: 'member' },
    dialog_id: dialogIdOf(user, chat),
  }
}

/** A message as `im.dialog.messages.get` prints it. Empty PHP arrays are `[]`. */
export const messageRow = (chat: Chat, { id, authorId, at, text }: ChatMessage): Record<string, unknown> => ({
  id, chat_id: chat.id, author_id: authorId, date: at, text, unread: false, uuid: null, replaces: [], params: [], disappearing_date: null,
})

/** The authors and members beside the messages. */
export const userRows = (portal: Portal, chat: Chat): Record<string, unknown>[] => peopleOf(portal, chat).map(({ id, name, photo, customer }) => {
  const [first = '', ...rest] = name.split(' ')
  return {
    id, active: true, name, first_name: first, last_name: rest.join(' '), avatar: photo && `${portal.origin}${photo}`,
    connector: customer, extranet: customer, bot: false, external_auth_id: customer ? 'imconnector' : 'default',
  }
})
