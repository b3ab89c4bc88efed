import * as v from 'valibot'
import { AppError } from '#shared/errors'
import { nextStepType } from '#shared/fields'
import type { ItemOutcome, ItemReport } from '#shared/installation'
import type { LanguageCode } from '#shared/languages'
import { fallbackLanguage } from '#shared/languages'
import { placementCatalogue } from '#shared/placements'
import type { FieldsState } from '#shared/settings'
import type { Rest, RestParams } from '../bitrix24/types'
import { RestError } from '../bitrix24/types'
import { isAlreadyBound, isRefusal, reportItem } from '../placements/binding'

const TextSchema = v.fallback(v.string(), '')
/** api-reference/user-field: `userfieldtype.list` tells neither the languages nor the height. */
const TypesSchema = v.array(v.object({ USER_TYPE_ID: v.string(), HANDLER: TextSchema, TITLE: TextSchema, DESCRIPTION: TextSchema }))
type Registered = v.InferOutput<typeof TypesSchema>[number]

/** The portal is too old to know such types, or does not grant them. */
const unknownHere = ['ERROR_METHOD_NOT_FOUND', 'insufficient_scope']

/**
 * Makes a portal know the "next step" field type as it is now. What can be seen of it decides what is reported; what
 * cannot be seen is written again each time.
 * @param rest speaks for an administrator: nobody else may
 * @throws AppError `admin_required`, or when the portal cannot be used at all
 * @see api-reference/user-field/userfieldtype-add, userfieldtype-list, userfieldtype-update, userfieldtype-delete
 */
export async function reconcileFieldTypes(rest: Rest, origin: string): Promise<ItemReport[]> {
  return [await reportItem(nextStepType.code, async () => {
    try {
      return await reconcileOne(rest, typeParams(origin))
    }
    catch (error) {
      if (isRefusal(error, 'ACCESS_DENIED')) throw notAdministrator(error)
      if (unknownHere.some(code => isRefusal(error, code))) return 'unavailable'
      throw error
    }
  })]
}

/** How the portal knows the type now. @throws AppError `admin_required`, or when the portal cannot be used at all */
export async function readFieldType(rest: Rest, origin: string): Promise<FieldsState['type']> {
  try {
    const known = await findType(rest)
    if (!known) return 'missing'
    return isAsWanted(known, typeParams(origin)) ? 'registered' : 'drift'
  }
  catch (error) {
    if (isRefusal(error, 'ACCESS_DENIED')) throw notAdministrator(error)
    if (unknownHere.some(code => isRefusal(error, code))) return 'unavailable'
    throw error
  }
}

async function reconcileOne(rest: Rest, params: ReturnType<typeof typeParams>): Promise<ItemOutcome> {
  const known = await findType(rest)
  if (!known) return add(rest, params)
  await rest.call('userfieldtype.update', params)
  return isAsWanted(known, params) ? 'kept' : 'repaired'
}

async function add(rest: Rest, params: RestParams): Promise<ItemOutcome> {
  try {
    await rest.call('userfieldtype.add', params)
    return 'added'
  }
  catch (error) {
    // Two installers at once are fine; a type of another app with our code is not.
    if (isAlreadyBound(error) && await findType(rest)) return 'kept'
    // Refused over its texts, Bitrix24 leaves a half-made record, which would be in the way of the next try.
    if (error instanceof RestError && !isAlreadyBound(error) && await findType(rest)) await rest.call('userfieldtype.delete', { USER_TYPE_ID: nextStepType.code })
    throw error
  }
}

const notAdministrator = (cause: unknown) => new AppError('admin_required', 'Only an administrator of the portal registers field types', { cause })

async function findType(rest: Rest): Promise<Registered | undefined> {
  const types = v.safeParse(TypesSchema, await rest.call('userfieldtype.list'))
  if (!types.success) throw new AppError('portal_refused', 'userfieldtype.list answered in a shape that is not documented')
  return types.output.find(({ USER_TYPE_ID }) => USER_TYPE_ID.toLowerCase() === nextStepType.code)
}

const typeParams = (origin: string) => ({
  USER_TYPE_ID: nextStepType.code,
  HANDLER: `${origin}${placementCatalogue.USERFIELD_TYPE.page}`,
  TITLE: nextStepType.titles[fallbackLanguage],
  DESCRIPTION: nextStepType.descriptions[fallbackLanguage],
  LANG_ALL: Object.fromEntries((Object.keys(nextStepType.titles) as LanguageCode[]).map(code => [code, { TITLE: nextStepType.titles[code], DESCRIPTION: nextStepType.descriptions[code] }])),
  OPTIONS: { height: nextStepType.height },
})

/** The texts may come in any of our languages. */
function isAsWanted({ HANDLER, TITLE, DESCRIPTION }: Registered, wanted: ReturnType<typeof typeParams>): boolean {
  const { titles, descriptions } = nextStepType
  return HANDLER === wanted.HANDLER && Object.values<string>(titles).includes(TITLE) && Object.values<string>(descriptions).includes(DESCRIPTION)
}
