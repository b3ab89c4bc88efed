import * as v from 'valibot'
import { AppError } from '#shared/errors'
import type { AuditPage } from '#shared/settings'
import { auditPageSize } from '#shared/settings'
import { peopleOf } from '../people/people'
import type { Services } from '../services'

const CursorSchema = v.pipe(v.string(), v.regex(/^[1-9]\d{0,15}$/), v.transform(Number))

/** Who changed which setting when, newest first. @throws AppError `bad_request` for a foreign cursor */
export async function listAudit(portalId: number, cursor: string | undefined, { repositories }: Pick<Services, 'repositories'>): Promise<AuditPage> {
  const before = cursor === undefined ? undefined : v.safeParse(CursorSchema, cursor)
  if (before && !before.success) throw new AppError('bad_request', 'This is not a cursor of ours')
  const rows = await repositories.audit.list({ portalId, before: before?.output as number | undefined, limit: auditPageSize + 1 })
  const page = rows.slice(0, auditPageSize)
  const people = await peopleOf(portalId, page.flatMap(({ userId }) => userId === null ? [] : [userId]), { repositories })
  const entries = page.map(({ id, at, userId, action, details }) => ({ id, at, by: userId === null ? null : people.get(userId)!, action, details }))
  return { entries, more: rows.length > auditPageSize ? String(page.at(-1)!.id) : null }
}
