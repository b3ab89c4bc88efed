import { isDeepStrictEqual } from 'node:util'
import * as v from 'valibot'
import { emptyAsObject } from '#shared/placements/options'
import type { Rest } from '../bitrix24/types'
import { readRegistered } from './binding'
import type { WantedPlace } from './wanted'

const TextSchema = v.optional(v.nullable(v.string()), '')
const NamesSchema = v.object({ TITLE: TextSchema, GROUP_NAME: TextSchema })

/**
 * `placement.get` (api-reference/widgets/placement-get). PHP prints an empty object as `[]`; older portals leave
 * `userId` and `langAll` out.
 */
const RegisteredSchema = v.array(v.object({
  placement: v.string(),
  /** 0: for everybody. */
  userId: v.optional(v.pipe(v.union([v.string(), v.number()]), v.transform(Number)), 0),
  handler: v.string(),
  title: TextSchema,
  options: v.optional(emptyAsObject(v.record(v.string(), v.unknown())), {}),
  langAll: v.optional(emptyAsObject(v.record(v.string(), NamesSchema))),
}))
export type RegisteredPlacement = v.InferOutput<typeof RegisteredSchema>[number]

/** `placement.list` (api-reference/widgets/placement-list): the codes that this portal offers under the granted scopes. */
const OfferedSchema = v.array(v.string())

/** What a portal offers to us, and what of ours it has. */
export interface PortalPlaces { offered: ReadonlySet<string>, registered: RegisteredPlacement[] }

/** @throws AppError `admin_required` (placement.get is for administrators), or when the portal cannot be asked */
export async function readPortalPlaces(rest: Rest): Promise<PortalPlaces> {
  const [offered, registered] = await Promise.all([
    readRegistered(rest, 'placement.list', OfferedSchema),
    readRegistered(rest, 'placement.get', RegisteredSchema),
  ])
  return { offered: new Set(offered), registered }
}

/** Whether people read in it what they shall read. */
export function hasNames({ names }: WantedPlace, { title, langAll }: RegisteredPlacement): boolean {
  // A portal that tells no languages shows one title; if it is one of ours there is nothing better to register.
  if (!langAll) return Object.values(names).some(({ TITLE }) => TITLE === title)
  return isDeepStrictEqual(named(names), named(langAll))
}

/** Whether it looks and behaves as it shall. */
export function hasOptions({ options }: WantedPlace, registered: RegisteredPlacement): boolean {
  return isDeepStrictEqual(meant(options), meant(registered.options))
}

/** Names as Bitrix24 compares them: an empty one is none. */
function named(languages: Record<string, { TITLE?: string | null, GROUP_NAME?: string | null }>): Record<string, Record<string, string>> {
  return Object.fromEntries(Object.entries(languages)
    .filter(([, { TITLE }]) => TITLE)
    .map(([language, names]) => [language, meant({ ...names })]))
}

/** Options as Bitrix24 compares them: everything is a string there, and an empty one is none. */
function meant(options: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(Object.entries(options)
    .filter(([, value]) => value !== '' && value !== null && value !== undefined)
    .map(([key, value]) => [key, String(value)]))
}
