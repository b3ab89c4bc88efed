import * as v from 'valibot'
import type { ErrorCode } from '#shared/errors'
import { AppError } from '#shared/errors'
import { nextStepType } from '#shared/fields'
import type { LanguageCode } from '#shared/languages'
import { languages } from '#shared/languages'
import type { Rest, RestParams } from '../bitrix24/types'
import { RestError } from '../bitrix24/types'

/** The CRM's fields, for `userfieldconfig.*` (api-reference/crm/universal/userfieldconfig). */
export const moduleId = 'crm'

const InfoSchema = v.object({ ID: v.pipe(v.union([v.string(), v.number()]), v.transform(String), v.regex(/^[1-9]\d*$/)) })

/** What Bitrix24 calls the type in full: it numbers the app on each portal anew. @throws as {@link ask} */
export async function typeCode(rest: Rest): Promise<string> {
  const info = v.safeParse(InfoSchema, await ask(rest, 'app.info'))
  if (!info.success) throw new AppError('portal_refused', 'The portal does not say how it numbers the app')
  return `rest_${info.output.ID}_${nextStepType.code}`
}

/** A label in the administrator's words, whatever language a colleague reads. */
export const labelled = (label: string) => Object.fromEntries(languages.filter(({ messages }) => messages).map(({ code }) => [code as LanguageCode, label]))

/**
 * Calls a method of custom fields. They refuse with texts alone, no codes.
 * @throws AppError `field_type_missing`, `field_scope_missing` when `userfieldconfig` or `crm` was not granted, `field_refused`; or when
 *   the portal cannot be asked
 */
export async function ask(rest: Rest, method: string, params?: RestParams): Promise<unknown> {
  try {
    return await rest.call(method, params)
  }
  catch (error) {
    if (!(error instanceof RestError)) throw error
    throw new AppError(refusalOf(error), `${method} is refused: ${error.code || 'no code'}`, { cause: error })
  }
}

function refusalOf({ code, message }: RestError): ErrorCode {
  if (/invalid user type/i.test(message)) return 'field_type_missing'
  return code === 'insufficient_scope' || /required more scopes/i.test(message) ? 'field_scope_missing' : 'field_refused'
}
