import * as v from 'valibot'
import { dialogOf, subjectKey } from '#shared/subjects'
import { askForChatFacts, readChatFacts } from './chat-crm'
import { askForPeople, hasSomebodyLeft, readPeople } from './people'
import type { AnsweredCard, KindOfSubject, Question } from './types'
import { AnsweredIdSchema, isClosed, TextSchema } from './types'

const DialogSchema = v.object({ dialog_id: v.pipe(v.union([v.string(), v.number()]), v.transform(String)), name: TextSchema, avatar: v.fallback(TextSchema, '') })

/** Ids of everybody in a group (api-reference/chats/chat-users/im-chat-user-list). */
const askForMembers = (id: string): Question => ({ method: 'im.chat.user.list', params: { CHAT_ID: id.slice('chat'.length) } })
const MembersSchema = v.fallback(v.array(AnsweredIdSchema), [])
/** A chat for those who are in it alone. */
const ClosedSchema = v.object({ message_type: v.literal('C') })

const askForDialog = (id: string): Question => ({ method: 'im.dialog.get', params: { DIALOG_ID: id } })

const isGroup = (id: string) => id.startsWith('chat')

/**
 * A chat. A group's is asked for by `im.dialog.get`, which answers its participants (api-reference/chats/im-dialog-get).
 * A private one is for its two people alone: nobody else is even asked about, and the two are asked for by `user.get`.
 */
export const chat: KindOfSubject = {
  request(id, viewerId) {
    if (isGroup(id)) return askForDialog(id)
    return dialogOf(id, viewerId) === null ? null : askForPeople([...new Set(id.split('-'))])
  },

  /** Who is in a group: ids of everybody (api-reference/chats/chat-users/im-chat-user-list), names of one page of employees. */
  further: (id): Record<string, Question> => isGroup(id)
    ? { members: askForMembers(id), people: askForPeople('$result[members]') }
    : {},

  then: askForChatFacts,

  read: (result, id, viewerId, further) => isGroup(id) ? readGroup(result, id, further) : readPrivate(result, id, viewerId),
  tellsOfCrm: true,

  denies: isClosed,
  shownTo: {
    requests: (id): Record<string, Question> => isGroup(id) ? { members: askForMembers(id), dialog: askForDialog(id) } : {},
    read({ members, dialog }, id, personId) {
      if (!isGroup(id)) return id.split('-').includes(String(personId))
      const ids = v.parse(MembersSchema, members)
      if (ids.includes(personId)) return true
      // An empty list means "not for you"; and who is not in an open chat may look into it all the same.
      return ids.length > 0 && v.is(ClosedSchema, dialog) ? false : null
    },
  },
  path: () => null,

  /** A private chat bears the name and the face of whom the viewer talks to. */
  seenBy(card, id, viewerId) {
    const dialog = dialogOf(id, viewerId)
    const other = isGroup(id) ? undefined : card.people.find(({ person }) => String(person.id) === dialog)?.person
    return { dialog, ...(other && { title: other.name, image: other.photo }) }
  },
}

function readGroup(result: unknown, id: string, further: Record<string, unknown>): AnsweredCard | null {
  const dialog = v.safeParse(DialogSchema, result)
  if (!dialog.success || dialog.output.dialog_id !== id) return null
  const { name, avatar } = dialog.output
  // Asked for nobody, Bitrix24 answers with everybody.
  const members = new Set(v.parse(MembersSchema, further.members))
  return {
    key: subjectKey('chat', id), kind: 'chat', title: name || id, project: null,
    // A chat without a picture has an address of a blank one, relative to the portal.
    image: /^https?:/.test(avatar ?? '') ? avatar! : null,
    people: readPeople(further.people).filter(person => members.has(person.id)).map(person => ({ role: 'member', person })),
    crm: readChatFacts(result, further),
  }
}

function readPrivate(result: unknown, id: string, viewerId: number): AnsweredCard | null {
  const people = readPeople(result).filter(person => id.split('-').includes(String(person.id)))
  if (!people.some(person => String(person.id) === dialogOf(id, viewerId))) return null
  return {
    key: subjectKey('chat', id), kind: 'chat', title: people.map(({ name }) => name).join(', '), image: null, project: null,
    people: people.map(person => ({ role: 'member', person })),
    crm: readChatFacts(result, {}),
    // The viewer is there: it is the other one.
    ...(hasSomebodyLeft(result) && { ended: 'left' }),
  }
}
