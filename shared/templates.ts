import type { Rules } from './settings'
import type { SubjectCard } from './subjects'

export const templateTitleLimit = 120
export const templateTextLimit = 10_000
export const templateFolderLimit = 60

/** Most templates that one person sees: their own and the portal's. */
export const templateLimit = 500

/** `chat`: a text for the messenger. `call`: what to say on the phone. */
export const templateKinds = ['chat', 'call'] as const
export type TemplateKind = typeof templateKinds[number]

/** What `{name}` in a template stands for; each is filled from what is in front of the person. */
export const placeholders = ['contact', 'company', 'responsible', 'subject', 'phone', 'me', 'today'] as const
export type Placeholder = typeof placeholders[number]

const placeholder = /\{([\p{L}\d_-]{1,40})\}/gu

const isPlaceholder = (name: string): name is Placeholder => placeholders.some(known => known === name)

/** Names in braces that stand for nothing, each once. */
export function unknownPlaceholders(text: string): string[] {
  const names = [...text.matchAll(placeholder)].map(([, name = '']) => name)
  return [...new Set(names.filter(name => !isPlaceholder(name)))]
}

export type PlaceholderValues = Partial<Record<Placeholder, string>>

/** What a subject fills in. `me` and `today` are the page's to add: they depend on the viewer. */
export function valuesOf(subject: SubjectCard | null): PlaceholderValues {
  if (!subject) return {}
  const responsible = subject.people.find(({ role }) => role === 'responsible')?.person.name
  const { contact, company, phone } = subject.crm ?? {}
  return {
    subject: subject.title,
    ...(responsible && { responsible }), ...(contact && { contact }), ...(company && { company }), ...(phone && { phone }),
  }
}

/**
 * The text with its placeholders filled in. What is not known stays as it stands, so that nobody sends half a sentence
 * without noticing.
 * @returns the text, and which placeholders stayed, each once
 */
export function fillTemplate(text: string, values: PlaceholderValues): { text: string, missing: Placeholder[] } {
  const missing = new Set<Placeholder>()
  const filled = text.replaceAll(placeholder, (whole, name: string) => {
    if (!isPlaceholder(name)) return whole
    const value = values[name]
    if (value === undefined) missing.add(name)
    return value ?? whole
  })
  return { text: filled, missing: [...missing] }
}

/** A template as pages show it. */
export interface TemplateView {
  id: string
  kind: TemplateKind
  title: string
  text: string
  folder: string
  shared: boolean
  version: number
  /** Whether the viewer wrote it: only its owner shares it, or makes it personal again. */
  mine: boolean
  /** Whether the viewer may change and delete it, as {@link templateReach} says. */
  editable: boolean
}

/**
 * Which texts a person may change. `seen`: their own and all that are shared. `own`: their own, shared or not. `personal`: their own
 * as long as these are not shared, and they share none.
 */
export type TemplateReach = 'seen' | 'own' | 'personal'

const reaches: Record<Rules['sharedTemplates'], TemplateReach> = { everyone: 'seen', owner: 'own', administrators: 'personal' }

/** What a person may change by the portal's rule. */
export function templateReach({ sharedTemplates }: Pick<Rules, 'sharedTemplates'>, { isAdmin }: { isAdmin: boolean }): TemplateReach {
  return isAdmin ? 'seen' : reaches[sharedTemplates]
}

/** `GET /api/templates`: the viewer's own and the portal's, by folder and title. */
export interface TemplateList { templates: TemplateView[] }
