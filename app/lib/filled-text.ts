import type { Placeholder, PlaceholderValues } from '#shared/templates'
import { fillTemplate } from '#shared/templates'

/** A piece of a filled text; `missing` names what nobody knows a value for, and then there is no text. */
export type FilledPart = { text: string } | { missing: Placeholder }

/** A template with its placeholders filled in, taken apart where something is missing. */
export function filledParts(template: string, values: PlaceholderValues): FilledPart[] {
  const { text, missing } = fillTemplate(template, values)
  if (missing.length === 0) return [{ text }]
  const gaps = new RegExp(`\\{(${missing.join('|')})\\}`, 'g')
  // A split by an expression with one group gives text and the group's match in turn.
  return text.split(gaps).flatMap((piece, index): FilledPart[] => {
    if (index % 2 === 1) return [{ missing: piece as Placeholder }]
    return piece === '' ? [] : [{ text: piece }]
  })
}
