import type { LanguageCode } from '#shared/languages'
import type { BindingContext, PlacementCode, PlacementEntry } from '#shared/placements'
import { bindablePlacements, bindOptionsOf } from '#shared/placements'
import type { BindOptions } from '#shared/placements/bind-options'
import type { PlaceChoice, StoredSettings } from '#shared/settings'
import { rulesOf } from '#shared/settings'

/** Names of a registration in one language, as LANG_ALL of `placement.bind` takes them. */
export interface PlaceNames { TITLE: string, GROUP_NAME?: string }

/** A place as it shall be on a portal: the catalogue's entry with what the administrators chose. */
export interface WantedPlace {
  code: PlacementCode
  /** Scopes that it needs, beside `placement`. */
  scopes: readonly string[]
  on: boolean
  /** Address that Bitrix24 opens. */
  handler: string
  /** In each language that Sidenote speaks on this portal, its first one first. */
  names: Partial<Record<LanguageCode, PlaceNames>>
  options: BindOptions
}

/** Every place that `placement.bind` can register, in the catalogue's order, as a portal's settings want it. */
export function wantedPlaces(settings: StoredSettings, context: BindingContext): WantedPlace[] {
  const { languages } = rulesOf(settings)
  return bindablePlacements.map(entry => wantedPlace(entry, settings.places[entry.code as PlacementCode] ?? {}, languages, context))
}

function wantedPlace(entry: PlacementEntry, choice: PlaceChoice, languages: readonly LanguageCode[], context: BindingContext): WantedPlace {
  const binding = entry.binding!
  const namesIn = (language: LanguageCode): PlaceNames => ({
    TITLE: choice.titles?.[language] || binding.titles[language],
    ...(binding.groupTitles && { GROUP_NAME: binding.groupTitles[language] }),
  })
  return {
    code: entry.code as PlacementCode,
    scopes: entry.scopes,
    on: choice.on ?? binding.byDefault,
    handler: `${context.origin}${entry.page}`,
    names: Object.fromEntries(languages.map(language => [language, namesIn(language)])),
    options: bindOptionsOf(entry, context, choice.options),
  }
}
