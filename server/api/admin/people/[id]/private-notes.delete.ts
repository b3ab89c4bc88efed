import { getRouterParam } from 'h3'
import * as v from 'valibot'
import { AssigneeSchema } from '#shared/follow-ups'
import { erasePrivateNotes } from '../../../../data/erase'
import { useServices } from '../../../../services'
import { defineApi } from '../../../../utils/api'
import { currentOverview } from '../../../../utils/data'
import { requireAdminNow } from '../../../../utils/session'

/** Erases the private notes of somebody who left the company. */
export default defineApi(async (event) => {
  const administrator = await requireAdminNow(event)
  const personId = v.parse(AssigneeSchema, Number(getRouterParam(event, 'id')))
  await erasePrivateNotes(administrator, personId, administrator.rest, useServices())
  return currentOverview(administrator)
})
