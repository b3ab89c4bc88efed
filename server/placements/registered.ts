import { isDeepStrictEqual } from 'node:util'
import * as v from 'valibot'
import type { PlacementEntry } from '#shared/placements'
import { emptyAsObject } from '#shared/placements/options'

const LanguageSchema = v.object({ TITLE: v.optional(v.nullable(v.string()), '') })

/**
 * `placement.get` (api-reference/widgets/placement-get). PHP prints an empty object as `[]`; older portals leave
 * `langAll` out.
 */
export const RegisteredSchema = v.array(v.object({
  placement: v.string(),
  handler: v.string(),
  title: v.optional(v.nullable(v.string()), ''),
  options: v.optional(emptyAsObject(v.record(v.string(), v.unknown())), {}),
  langAll: v.optional(emptyAsObject(v.record(v.string(), LanguageSchema))),
}))

export type RegisteredPlacement = v.InferOutput<typeof RegisteredSchema>[number]

/** `placement.list` (api-reference/widgets/placement-list): the codes that this portal offers under the granted scopes. */
export const OfferedSchema = v.array(v.string())

/** LANG_ALL of `placement.bind`: the title in every language the entry has. */
export function languagesOf(entry: PlacementEntry): Record<string, { TITLE: string }> {
  return Object.fromEntries(Object.entries(entry.binding?.titles ?? {}).map(([language, title]) => [language, { TITLE: title }]))
}

/** Whether a registration of the right handler also has the title and options of its catalogue entry. */
export function isAsWanted(entry: PlacementEntry, registered: RegisteredPlacement): boolean {
  return hasTitles(entry, registered) && isDeepStrictEqual(meant(entry.binding?.options ?? {}), meant(registered.options))
}

function hasTitles(entry: PlacementEntry, { title, langAll }: RegisteredPlacement): boolean {
  const wanted = Object.entries(entry.binding?.titles ?? {})
  // A portal that tells no languages shows one title; if it is one of ours there is nothing better to register.
  if (!langAll) return wanted.some(([, text]) => text === title)
  const given = Object.entries(langAll).filter(([, { TITLE }]) => TITLE).map(([language, { TITLE }]) => [language, TITLE])
  return isDeepStrictEqual(Object.fromEntries(wanted), Object.fromEntries(given))
}

/** Options as Bitrix24 compares them: everything is a string there, and an empty one is none. */
function meant(options: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(Object.entries(options)
    .filter(([, value]) => value !== '' && value !== null && value !== undefined)
    .map(([key, value]) => [key, String(value)]))
}
