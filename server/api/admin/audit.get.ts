import * as v from 'valibot'
import { listAudit } from '../../audit/audit'
import { useServices } from '../../services'
import { defineApi, readQuery } from '../../utils/api'
import { requireAdmin } from '../../utils/session'

/** Who changed which setting when. */
export default defineApi(async (event) => {
  const { portal } = await requireAdmin(event)
  const { before } = readQuery(event, v.strictObject({ before: v.optional(v.string()) }))
  return listAudit(portal.id, before, useServices())
})
