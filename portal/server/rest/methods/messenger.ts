import { asText, upperKeys } from '../../core/php'
import { userOf } from '../../core/world'
import { addMessage, findChat, peopleOf, type Chat } from '../../messenger/chats'
import { dialogRow, messageRow, userRows } from '../../messenger/rows'
import { RestError } from '../errors'
import type { RestCall, RestMethods } from '../types'

const maxMessages = 50
const usualMessages = 20

const noAccess = (): RestError => new RestError('ACCESS_ERROR', 'You do not have access to the specified dialog', 403)

/** The chat that the call names. Whoever takes no part gets the same answer for a chat that is not there. */
function chatOf({ portal, user, params }: RestCall): Chat {
  const dialogId = asText(upperKeys(params).DIALOG_ID)
  if (!dialogId || dialogId === '0') throw new RestError('DIALOG_ID_EMPTY', 'Dialog ID can\'t be empty')
  const chat = findChat(portal, user, dialogId)
  if (!chat) throw noAccess()
  return chat
}

const getDialog = (call: RestCall): Record<string, unknown> => dialogRow(call.portal, call.user, chatOf(call))

/** LAST_ID: what came before it; FIRST_ID: what followed it, oldest first; neither: the newest. */
function getMessages(call: RestCall): Record<string, unknown> {
  const chat = chatOf(call)
  const given = upperKeys(call.params)
  const limit = Math.min(maxMessages, Math.max(1, Number(asText(given.LIMIT)) || usualMessages))
  const [first, last] = [Number(asText(given.FIRST_ID)), Number(asText(given.LAST_ID))]
  const messages = given.FIRST_ID !== undefined
    ? chat.messages.filter(({ id }) => id > first).slice(0, limit)
    : chat.messages.filter(({ id }) => !last || id < last).toReversed().slice(0, limit)
  return { chat_id: chat.id, messages: messages.map(message => messageRow(chat, message)), users: userRows(call.portal, chat), files: [] }
}

/** The id of the chat that belongs to an entity, or null: the method asks for no part in it. */
function getChat({ portal, params }: RestCall): { ID: number } | null {
  const given = upperKeys(params)
  const [type, id] = [asText(given.ENTITY_TYPE), asText(given.ENTITY_ID)]
  if (!type) throw new RestError('ENTITY_TYPE_EMPTY', 'Entity type can\'t be empty')
  if (!id) throw new RestError('ENTITY_ID_EMPTY', 'Entity ID can\'t be empty')
  const chat = portal.messenger.chats.find(({ entity }) => entity.type === type && entity.id === id)
  return chat ? { ID: chat.id } : null
}

/** Ids of everybody in a chat, an open line's customer included; none for whom it is not shown. Source: `im-chat-user-list`. */
function listPeople({ portal, user, params }: RestCall): number[] {
  const id = asText(upperKeys(params).CHAT_ID)
  if (!id || id === '0') throw new RestError('CHAT_ID_EMPTY', 'Chat ID can\'t be empty')
  const chat = findChat(portal, user, `chat${id}`)
  return chat ? peopleOf(portal, chat).map(one => one.id) : []
}

function addToDialog(call: RestCall): number {
  const given = upperKeys(call.params)
  const dialogId = asText(given.DIALOG_ID)
  if (!dialogId) throw new RestError('DIALOG_ID_EMPTY', 'Dialog ID can\'t be empty')
  const message = asText(given.MESSAGE)
  if (!message.trim()) throw new RestError('MESSAGE_EMPTY', 'Message can\'t be empty')
  if (/^\d+$/.test(dialogId) && !userOf(call.portal, Number(dialogId))) throw new RestError('USER_NOT_FOUND', 'User not found')
  return addMessage(call.portal, call.user, chatOf(call), message).id
}

/** A chat of an open line, by one of its names. */
function getLine({ portal, user, params }: RestCall): Record<string, unknown> {
  const given = upperKeys(params)
  const names = [given.CHAT_ID === undefined ? '' : `chat${asText(given.CHAT_ID)}`, asText(given.DIALOG_ID)].filter(Boolean)
  const code = asText(given.USER_CODE)
  if (names.length === 0 && !code) throw new RestError('DIALOG_ID_EMPTY', 'Dialog ID can\'t be empty')
  const chat = portal.messenger.chats.find(row => row.kind === 'lines' && row.memberIds.includes(user.id)
    && (names.includes(`chat${row.id}`) || (code !== '' && row.entity.id === code)))
  if (!chat) throw noAccess()
  return dialogRow(portal, user, chat)
}

/** Source: "Chats" (`chats/im-dialog-get`, `chats/messages`) and "Open channels" of the REST documentation. */
export const messengerMethods: RestMethods = {
  'im.dialog.get': { scopes: ['im'], run: getDialog },
  'im.dialog.messages.get': { scopes: ['im'], run: getMessages },
  'im.chat.get': { scopes: ['im'], run: getChat },
  'im.chat.user.list': { scopes: ['im'], run: listPeople },
  'im.message.add': { scopes: ['im'], run: addToDialog },
  'imopenlines.dialog.get': { scopes: ['imopenlines'], run: getLine },
}
