import { randomBytes } from 'node:crypto'
import * as v from 'valibot'
import { AppError } from '#shared/errors'
import type { FieldAnswer, NewField } from '#shared/fields'
import { nextStepType } from '#shared/fields'
import { languages } from '#shared/languages'
import type { Rest, RestParams } from '../bitrix24/types'
import { RestError } from '../bitrix24/types'

const InfoSchema = v.object({ ID: v.pipe(v.union([v.string(), v.number()]), v.transform(String), v.regex(/^[1-9]\d*$/)) })
const yesNo = (value: boolean) => value ? 'Y' : 'N'

/**
 * Adds a "next step" field to the cards of leads, deals, contacts or companies. Its name in the database is made up, so
 * that it meets no other.
 * @param rest speaks for an administrator: nobody else may
 * @throws AppError `field_type_missing` when Bitrix24 does not know the type (yet), `field_refused`; or when the portal
 *   cannot be asked
 * @see api-reference/crm/universal/userfieldconfig/userfieldconfig-add, api-reference/common/system/app-info
 */
export async function addField(rest: Rest, { entity, label, multiple, mandatory }: NewField): Promise<FieldAnswer> {
  const entityId = `CRM_${entity.toUpperCase()}`
  const name = `UF_${entityId}_SIDENOTE_${randomBytes(4).toString('hex').toUpperCase()}`
  const info = v.safeParse(InfoSchema, await ask(rest, 'app.info'))
  if (!info.success) throw new AppError('portal_refused', 'The portal does not say how it numbers the app')
  await ask(rest, 'userfieldconfig.add', {
    moduleId: 'crm',
    field: {
      entityId, fieldName: name, userTypeId: `rest_${info.output.ID}_${nextStepType.code}`,
      multiple: yesNo(multiple), mandatory: yesNo(mandatory), showInList: 'Y', editInList: 'Y',
      // A label in the administrator's words, whatever language a colleague reads.
      editFormLabel: Object.fromEntries(languages.filter(({ messages }) => messages).map(({ code }) => [code, label])),
    },
  })
  return { entity, name }
}

async function ask(rest: Rest, method: string, params?: RestParams): Promise<unknown> {
  try {
    return await rest.call(method, params)
  }
  catch (error) {
    if (!(error instanceof RestError)) throw error
    // These methods have no codes, only texts.
    const code = /invalid user type/i.test(error.message) ? 'field_type_missing' : 'field_refused'
    throw new AppError(code, `${method} is refused: ${error.code || 'no code'}`, { cause: error })
  }
}
