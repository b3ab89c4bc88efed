import * as v from 'valibot'
import { templateKinds } from '#shared/templates'
import { useServices } from '../../services'
import { listTemplates } from '../../templates/templates'
import { defineApi, readQuery } from '../../utils/api'
import { requireInstalled } from '../../utils/session'

const Query = v.object({ kind: v.optional(v.picklist(templateKinds)) })

/** My templates and the portal's; of one kind when asked so. */
export default defineApi(async (event) => {
  const session = await requireInstalled(event)
  return listTemplates(session, readQuery(event, Query).kind, useServices())
})
