import type { LanguageCode } from '#shared/languages'
import type { PlacementCode, PlacementEntry } from '#shared/placements'
import { bindablePlacements, placeGroups } from '#shared/placements'
import type { BindField } from '#shared/placements/bind-options'
import { takesValue } from '#shared/placements/bind-options'
import type { PlaceChoice, PlaceChoices, PlaceState } from '#shared/settings'

/** An entry that administrators decide about. */
export type Place = PlacementEntry & { code: PlacementCode, binding: NonNullable<PlacementEntry['binding']> }

export const places = bindablePlacements as Place[]

/** The places as administrators know them from Bitrix24, part by part. */
export const groupedPlaces = placeGroups.map(group => ({ group, places: places.filter(({ binding }) => binding.group === group) }))

export function isOn({ binding }: Place, choice: PlaceChoice = {}): boolean {
  return choice.on ?? binding.byDefault
}

/** What is chosen is only kept where it differs from ours, so that a default that improves reaches everybody else. */
export function withOn({ binding }: Place, choice: PlaceChoice, on: boolean): PlaceChoice {
  return { ...choice, on: on === binding.byDefault ? undefined : on }
}

/** @param title as typed; none or ours leaves it ours */
export function withTitle({ binding }: Place, choice: PlaceChoice, language: LanguageCode, title: string): PlaceChoice {
  const isOurs = title.trim() === '' || title === binding.titles[language]
  return { ...choice, titles: { ...choice.titles, [language]: isOurs ? undefined : title } as PlaceChoice['titles'] }
}

/** What a field shows: what was chosen, else what is usual. */
export function optionOf(field: BindField, choice: PlaceChoice = {}): string {
  return String(choice.options?.[field.key] ?? field.usual ?? '')
}

export function withOption(field: BindField, choice: PlaceChoice, value: string): PlaceChoice {
  const isUsual = value === String(field.usual ?? '')
  return { ...choice, options: { ...choice.options, [field.key]: isUsual ? undefined : value } as PlaceChoice['options'] }
}

/** Whether something else than ours was chosen for title or options. */
export function isOwn({ titles = {}, options = {} }: PlaceChoice = {}): boolean {
  return [...Object.values(titles), ...Object.values(options)].some(value => value !== undefined)
}

/** The options of a place that Bitrix24 would refuse. */
export function wrongOptions({ binding }: Place, choice: PlaceChoice = {}): BindField[] {
  return (binding.fields ?? []).filter((field) => {
    const value = choice.options?.[field.key]
    return value !== undefined && !takesValue(field, value)
  })
}

/** The places whose options Bitrix24 would refuse. */
export function wrongPlaces(choices: PlaceChoices): Place[] {
  return places.filter(place => wrongOptions(place, choices[place.code]).length > 0)
}

/** Whether the portal differs from what was saved, and can be made right. */
export function isAstray({ state }: Pick<PlaceState, 'state'>): boolean {
  return state === 'drift' || state === 'missing' || state === 'leftover'
}
