import { readFields } from '../../../fields/fields'
import { useServices } from '../../../services'
import { defineApi } from '../../../utils/api'
import { requireAdmin } from '../../../utils/session'

/** The "next step" fields of the portal's CRM. */
export default defineApi(async (event) => {
  const { portal, user } = await requireAdmin(event)
  const { config, restFor } = useServices()
  return readFields(restFor(portal.id, user.userId), config.origin, portal.language)
})
