import { useServices } from '../../services'
import { openSettings } from '../../settings/settings'
import { defineApi } from '../../utils/api'
import { requireAdmin } from '../../utils/session'

/** The portal's settings. */
export default defineApi(async (event) => {
  const { portal } = await requireAdmin(event)
  return openSettings(portal.id, useServices())
})
