import type { H3Event } from 'h3'
import { getRouterParam } from 'h3'
import * as v from 'valibot'
import { AppError } from '#shared/errors'
import { NoteIdSchema } from '#shared/id-schemas'

/** The note that the path names. @throws AppError `note_not_found` when it cannot be the id of one */
export function noteIdOf(event: H3Event): string {
  const parsed = v.safeParse(NoteIdSchema, getRouterParam(event, 'id'))
  if (!parsed.success) throw new AppError('note_not_found', 'There is no such note, or it is not for you')
  return parsed.output
}
