import type { Placeholder, PlaceholderValues, TemplateKind, TemplateView } from '#shared/templates'
import { placeholders } from '#shared/templates'

/** What a person fills in of a template. */
export type TemplateInput = Pick<TemplateView, 'kind' | 'title' | 'text' | 'folder' | 'shared'>

/** Templates of one folder; the name is empty for those without one. */
export interface TemplateFolder { name: string, templates: TemplateView[] }

const plain = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()

/** Whether every word that was searched for begins, or stands, somewhere in the template. Accents and case do not matter. */
function fits({ title, text, folder }: TemplateView, search: string): boolean {
  const content = plain(`${title} ${folder} ${text}`)
  return plain(search).split(/\s+/).every(word => content.includes(word))
}

/**
 * The templates to show, folder by folder, those without one last.
 * @param locale BCP 47, for the order of names
 */
export function foldersOf(templates: readonly TemplateView[], { kind, search, locale }: { kind: TemplateKind, search: string, locale: string }): TemplateFolder[] {
  const { compare } = new Intl.Collator(locale, { numeric: true })
  const folders = new Map<string, TemplateView[]>()
  for (const template of templates.filter(each => each.kind === kind && fits(each, search))) {
    folders.set(template.folder, [...folders.get(template.folder) ?? [], template])
  }
  return [...folders]
    .map(([name, inside]) => ({ name, templates: inside.sort((one, other) => compare(one.title, other.title)) }))
    .sort((one, other) => Number(one.name === '') - Number(other.name === '') || compare(one.name, other.name))
}

/** Templates that are drawn at first, and with every "more": a list may hold hundreds, each with all that one can do with it. */
export const templatesDrawn = 100

/** The first few templates of a list of folders; a folder that has none of them is left out. */
export function firstOf(folders: readonly TemplateFolder[], count: number): TemplateFolder[] {
  let room = count
  return folders.flatMap(({ name, templates }) => {
    const drawn = templates.slice(0, room)
    room -= drawn.length
    return drawn.length > 0 ? [{ name, templates: drawn }] : []
  })
}

/** A piece of a filled template. `filled`: stands for a placeholder. `missing`: a placeholder that nothing is known for. */
export interface TemplatePart { text: string, state: 'plain' | 'filled' | 'missing' }

const known = new RegExp(`\\{(${placeholders.join('|')})\\}`)

/** The same text that `fillTemplate` makes, in pieces, so that a reader sees what was filled in. */
export function templateParts(text: string, values: PlaceholderValues): TemplatePart[] {
  return text.split(known).flatMap((piece, index): TemplatePart[] => {
    if (index % 2 === 0) return piece === '' ? [] : [{ text: piece, state: 'plain' }]
    const value = values[piece as Placeholder]
    return [value === undefined ? { text: `{${piece}}`, state: 'missing' } : { text: value, state: 'filled' }]
  })
}

/** Every placeholder as it is written: for messages that speak of them. */
export const writtenPlaceholders = Object.fromEntries(placeholders.map(name => [name, `{${name}}`])) as Record<Placeholder, string>
