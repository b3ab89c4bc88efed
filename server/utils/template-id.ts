import type { H3Event } from 'h3'
import { getRouterParam } from 'h3'
import * as v from 'valibot'
import { AppError } from '#shared/errors'

const TemplateIdSchema = v.pipe(v.string(), v.uuid())

/** The template that the path names. @throws AppError `template_not_found` when it cannot be the id of one */
export function templateIdOf(event: H3Event): string {
  const parsed = v.safeParse(TemplateIdSchema, getRouterParam(event, 'id'))
  if (!parsed.success) throw new AppError('template_not_found', 'There is no such template, or it is not yours')
  return parsed.output
}
