import * as v from 'valibot'
import { AppError } from '#shared/errors'
import type { Rest } from '../bitrix24/types'
import { RestError } from '../bitrix24/types'

const UsersSchema = v.array(v.object({ ID: v.pipe(v.union([v.string(), v.number()]), v.transform(Number)), ACTIVE: v.boolean() }))

/** Ids in one question, and questions in one batch (settings/how-to-call-rest-api/batch). */
const idsAtOnce = 50
const questionsAtOnce = 50

/**
 * Who of these people has left the company: their accounts stay in Bitrix24, and are no longer ACTIVE (api-reference/user/user-get).
 * Whom the answer does not name is not said to have left.
 * @throws AppError when the portal cannot be asked, or refuses
 */
export async function whoHasLeft(rest: Rest, userIds: readonly number[]): Promise<Set<number>> {
  const left = new Set<number>()
  const questions = Array.from({ length: Math.ceil(userIds.length / idsAtOnce) }, (_, index) => userIds.slice(index * idsAtOnce, (index + 1) * idsAtOnce))
  for (let first = 0; first < questions.length; first += questionsAtOnce) {
    const commands = Object.fromEntries(questions.slice(first, first + questionsAtOnce)
      .map((ids, index) => [`people${index}`, { method: 'user.get', params: { FILTER: { ID: ids }, start: -1 } }]))
    for (const answer of Object.values(await rest.batch(commands).catch(refused))) {
      if (!answer.ok) throw refusal(answer.error)
      const users = v.safeParse(UsersSchema, answer.result)
      if (!users.success) throw new AppError('portal_refused', 'user.get answered in a shape that is not documented')
      for (const { ID, ACTIVE } of users.output) if (!ACTIVE) left.add(ID)
    }
  }
  return left
}

const refusal = (error: RestError) => new AppError('portal_refused', `The portal does not tell of its people (${error.code})`, { cause: error })

function refused(error: unknown): never {
  throw error instanceof RestError ? refusal(error) : error
}
