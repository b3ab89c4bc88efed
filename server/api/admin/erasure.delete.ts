import { takeErasureBack } from '../../data/erase'
import { useServices } from '../../services'
import { defineApi } from '../../utils/api'
import { currentOverview } from '../../utils/data'
import { requireAdminNow } from '../../utils/session'

/** Nothing is erased after all. */
export default defineApi(async (event) => {
  const administrator = await requireAdminNow(event)
  await takeErasureBack(administrator, useServices())
  return currentOverview(administrator)
})
