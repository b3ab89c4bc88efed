import { NewFieldSchema } from '#shared/fields'
import { addField } from '../fields/add'
import { useServices } from '../services'
import { defineApi, readJson } from '../utils/api'
import { requireAdmin } from '../utils/session'

/** Adds a "next step" field to the CRM. */
export default defineApi(async (event) => {
  const { portal, user } = await requireAdmin(event)
  const field = await readJson(event, NewFieldSchema)
  return addField(useServices().restFor(portal.id, user.userId), field)
})
