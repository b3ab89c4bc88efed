import { openOverview } from '../../data/overview'
import { useServices } from '../../services'
import { defineApi } from '../../utils/api'
import { requireAdmin } from '../../utils/session'

/** What is stored of the portal. */
export default defineApi(async (event) => {
  const { portal, user } = await requireAdmin(event)
  const services = useServices()
  return openOverview(portal, services.restFor(portal.id, user.userId), services)
})
