import { asRecord, asText, upperKeys, type Params } from '../../core/php'
import type { PlacementRow } from '../../core/world'

type Texts = Pick<PlacementRow, 'title' | 'description' | 'groupName' | 'langAll'>

/** Texts of a registration; a non-empty LANG_ALL replaces the top-level ones. */
export function placementTexts(given: Params): Texts {
  const langAll = Object.fromEntries(Object.entries(asRecord(given.LANG_ALL)).map(([language, value]) => {
    const inner = upperKeys(asRecord(value))
    return [language, { TITLE: asText(inner.TITLE), DESCRIPTION: asText(inner.DESCRIPTION), GROUP_NAME: asText(inner.GROUP_NAME) }]
  }))
  if (Object.keys(langAll).length > 0) return { title: '', description: '', groupName: '', langAll }
  return { title: asText(given.TITLE), description: asText(given.DESCRIPTION), groupName: asText(given.GROUP_NAME), langAll: {} }
}
