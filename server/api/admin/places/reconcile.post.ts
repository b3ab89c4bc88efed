import { ReconcileSchema } from '#shared/settings'
import { repairPlaces } from '../../../placements/places'
import { useServices } from '../../../services'
import { defineApi, readJson } from '../../../utils/api'
import { requireAdmin } from '../../../utils/session'

/** Makes the portal's places as its settings want them. */
export default defineApi(async (event) => {
  const administrator = await requireAdmin(event)
  const { codes } = await readJson(event, ReconcileSchema)
  return repairPlaces(administrator, codes, useServices())
})
