import { isDeepStrictEqual } from 'node:util'
import * as v from 'valibot'
import type { PlacementEntry } from '#shared/placements'
import type { BindOptions } from '#shared/placements/bind-options'
import { emptyAsObject } from '#shared/placements/options'

const LanguageSchema = v.object({ TITLE: v.optional(v.nullable(v.string()), ''), GROUP_NAME: v.optional(v.nullable(v.string()), '') })
type Names = v.InferInput<typeof LanguageSchema>

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

/** LANG_ALL of `placement.bind`: the title in every language the entry has, and its group where the placement has groups. */
export function languagesOf({ binding }: PlacementEntry): Record<string, Names> {
  const groups: Readonly<Record<string, string>> = binding?.groupTitles ?? {}
  return Object.fromEntries(Object.entries(binding?.titles ?? {}).map(([language, title]) =>
    [language, { TITLE: title, ...(groups[language] && { GROUP_NAME: groups[language] }) }]))
}

/**
 * Whether a registration of the right handler also has the names and options of its catalogue entry.
 * @param options that `placement.bind` would get now
 */
export function isAsWanted(entry: PlacementEntry, options: BindOptions, registered: RegisteredPlacement): boolean {
  return hasNames(entry, registered) && isDeepStrictEqual(meant(options), meant(registered.options))
}

function hasNames(entry: PlacementEntry, { title, langAll }: RegisteredPlacement): boolean {
  // A portal that tells no languages shows one title; if it is one of ours there is nothing better to register.
  if (!langAll) return Object.values(entry.binding?.titles ?? {}).some(text => text === title)
  return isDeepStrictEqual(named(languagesOf(entry)), named(langAll))
}

/** Names as Bitrix24 compares them: an empty one is none. */
function named(languages: Record<string, Names>): Record<string, Record<string, string>> {
  return Object.fromEntries(Object.entries(languages)
    .filter(([, { TITLE }]) => TITLE)
    .map(([language, names]) => [language, meant(names)]))
}

/** Options as Bitrix24 compares them: everything is a string there, and an empty one is none. */
function meant(options: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(Object.entries(options)
    .filter(([, value]) => value !== '' && value !== null && value !== undefined)
    .map(([key, value]) => [key, String(value)]))
}
