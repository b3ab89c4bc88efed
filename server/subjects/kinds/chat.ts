import * as v from 'valibot'
import { dialogOf, subjectKey } from '#shared/subjects'
import { askForPeople, readPeople } from './people'
import type { KindOfSubject } from './types'
import { isClosed, TextSchema } from './types'

const DialogSchema = v.object({ dialog_id: v.pipe(v.union([v.string(), v.number()]), v.transform(String)), name: TextSchema, avatar: v.fallback(TextSchema, '') })

const isGroup = (id: string) => id.startsWith('chat')

/**
 * A chat. A group's is asked for by `im.dialog.get`, which answers its participants (api-reference/chats/im-dialog-get).
 * A private one is for its two people alone: nobody else is even asked about, and the two are asked for by `user.get`.
 */
export const chat: KindOfSubject = {
  request(id, viewerId) {
    if (isGroup(id)) return { method: 'im.dialog.get', params: { DIALOG_ID: id } }
    return dialogOf(id, viewerId) === null ? null : askForPeople([...new Set(id.split('-'))])
  },

  read(result, id, viewerId) {
    const empty = { key: subjectKey('chat', id), kind: 'chat', project: null, crm: null } as const
    if (isGroup(id)) {
      const dialog = v.safeParse(DialogSchema, result)
      if (!dialog.success || dialog.output.dialog_id !== id) return null
      const { name, avatar } = dialog.output
      // A chat without a picture has an address of a blank one, relative to the portal.
      return { ...empty, title: name || id, image: /^https?:/.test(avatar ?? '') ? avatar! : null, people: [] }
    }
    const people = readPeople(result).filter(person => id.split('-').includes(String(person.id)))
    if (!people.some(person => String(person.id) === dialogOf(id, viewerId))) return null
    return { ...empty, title: people.map(({ name }) => name).join(', '), image: null, people: people.map(person => ({ role: 'member', person })) }
  },

  denies: isClosed,
  path: () => null,

  /** A private chat bears the name and the face of whom the viewer talks to. */
  seenBy(card, id, viewerId) {
    const dialog = dialogOf(id, viewerId)
    const other = isGroup(id) ? undefined : card.people.find(({ person }) => String(person.id) === dialog)?.person
    return { dialog, ...(other && { title: other.name, image: other.photo }) }
  },
}
