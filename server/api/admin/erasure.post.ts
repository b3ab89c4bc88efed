import { ErasureSchema } from '#shared/settings'
import { askErasure } from '../../data/erase'
import { useServices } from '../../services'
import { defineApi, readJson } from '../../utils/api'
import { currentOverview } from '../../utils/data'
import { requireAdminNow } from '../../utils/session'

/** Everything is to be erased, after a while to think again. */
export default defineApi(async (event) => {
  const administrator = await requireAdminNow(event)
  const { confirm } = await readJson(event, ErasureSchema)
  await askErasure(administrator, confirm, useServices())
  return currentOverview(administrator)
})
