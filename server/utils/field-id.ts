import type { H3Event } from 'h3'
import { getRouterParam } from 'h3'
import { AppError } from '#shared/errors'

/** The field of the CRM that the path names, as Bitrix24 numbers it. @throws AppError `field_not_found` when it cannot be the id of one */
export function fieldIdOf(event: H3Event): string {
  const id = getRouterParam(event, 'id') ?? ''
  if (!/^[1-9]\d{0,9}$/.test(id)) throw new AppError('field_not_found', 'There is no such field of ours')
  return id
}
