import * as v from 'valibot'
import type { ErrorCode } from '#shared/errors'
import { TemplateChangeSchema } from '#shared/template-schemas'
import type { TemplateInput } from './templates'

export type TemplateField = 'title' | 'text' | 'folder'

/** What the server would say to this, so that nobody waits for it; null when nothing. */
export function templateProblem(input: TemplateInput): ErrorCode | null {
  const result = v.safeParse(TemplateChangeSchema, { ...input, version: 1 })
  return result.success ? null : result.issues[0].message as ErrorCode
}

/** The field that a refusal is about; null when it is about the whole template. */
export function fieldOf(code: string): TemplateField | null {
  if (code === 'template_placeholder_unknown') return 'text'
  const [, field] = /^template_(title|text|folder)_/.exec(code) ?? []
  return (field as TemplateField | undefined) ?? null
}
