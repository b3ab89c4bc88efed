import type { Mention } from '#shared/markdown'
import { mentionName, mentionOf, mentionPattern } from '#shared/markdown'

/** Whom the names in a field stand for. It shows `@Anna Kowalska` where the note's text has `@[Anna Kowalska](user:3)`. */
export type KnownNames = Map<string, number>

/** The name under which the field knows a person from now on; somebody else of the same name gets their number. */
export function nameFor({ id, name }: Mention, known: KnownNames): string {
  const bare = mentionName(name)
  const shown = (known.get(bare) ?? id) === id ? bare : `${bare} #${id}`
  known.set(shown, id)
  return shown
}

/** A note's text as its field shows it. Whoever is mentioned in it is known from then on. */
export function shownText(stored: string, known: KnownNames): string {
  return stored.replaceAll(mentionPattern, (_, name: string, id: string) => `@${nameFor({ id: Number(id), name }, known)}`)
}

/** What was typed, as the note keeps it: names after `@` that are known are mentions. */
export function storedText(shown: string, known: KnownNames): string {
  if (known.size === 0) return shown
  // The longest first: "Anna Kowalska" may be there beside "Anna".
  const names = [...known.keys()].sort((one, other) => other.length - one.length).map(name => name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return shown.replaceAll(new RegExp(`@(${names.join('|')})`, 'g'), (_, name: string) => mentionOf({ id: known.get(name)!, name }))
}
