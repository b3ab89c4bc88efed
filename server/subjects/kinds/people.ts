import * as v from 'valibot'
import { userPath } from '#shared/paths'
import type { PersonCard } from '#shared/subjects'
import type { Question } from './types'
import { AnsweredIdSchema, TextSchema } from './types'

const UsersSchema = v.array(v.object({ ID: AnsweredIdSchema, ACTIVE: v.fallback(v.boolean(), true), NAME: TextSchema, LAST_NAME: TextSchema, PERSONAL_PHOTO: v.fallback(TextSchema, '') }))

/**
 * Asks for people by their ids (api-reference/user/user-get); those who are not shown to the viewer are left out.
 * `start` -1 spares Bitrix24 the counting.
 */
export const askForPeople = (ids: string | string[]): Question => ({ method: 'user.get', params: { FILTER: { ID: ids }, start: -1 } })

/** The people in an answer of `user.get`; none when it is no list. */
export function readPeople(result: unknown): PersonCard[] {
  const users = v.safeParse(UsersSchema, result)
  if (!users.success) return []
  return users.output.map(({ ID, NAME, LAST_NAME, PERSONAL_PHOTO }) => ({
    id: ID, name: [NAME, LAST_NAME].filter(Boolean).join(' ') || `#${ID}`, photo: PERSONAL_PHOTO || null, path: userPath(ID),
  }))
}

/** Whether an answer of `user.get` names somebody who was dismissed: their account stays, and is no longer ACTIVE. */
export function hasSomebodyLeft(result: unknown): boolean {
  const users = v.safeParse(UsersSchema, result)
  return users.success && users.output.some(({ ACTIVE }) => !ACTIVE)
}
