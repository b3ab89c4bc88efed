import type { ChatKind } from '../../shared/messenger'

/** A message: its id, days before today, time of day, author, text. */
export type SeedMessage = [id: number, daysAgo: number, time: string, authorId: number, text: string]

export interface SeedChat {
  id: number
  kind: ChatKind
  /** Empty in a private chat, which bears the other person's name. */
  title: string
  description: string
  ownerId: number
  memberIds: number[]
  /** `ENTITY_TYPE`, `ENTITY_ID` and further data of the chat, empty where it belongs to nothing. */
  entity: { type: string, id: string, data1: string, data2: string }
  messages: SeedMessage[]
}

export interface MessengerSeed {
  chats: SeedChat[]
  /** Customers of open lines: users of the kind "connector", who are no employees. */
  customers: { id: number, name: string }[]
}

type Parts = Pick<SeedChat, 'id' | 'memberIds' | 'messages'> & Partial<Omit<SeedChat, 'entity'>> & { entity?: Partial<SeedChat['entity']> }

/** A chat, with what is usual left out: a group chat of its first member, about nothing. */
export const seedChat = ({ entity = {}, ...parts }: Parts): SeedChat => ({
  kind: 'chat', title: '', description: '', ownerId: parts.memberIds[0]!, ...parts,
  entity: { type: '', id: '', data1: '', data2: '', ...entity },
})
