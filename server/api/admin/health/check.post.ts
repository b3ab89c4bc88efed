import { CheckSchema } from '#shared/settings'
import { runCheck } from '../../../health/check'
import { useServices } from '../../../services'
import { defineApi, readJson } from '../../../utils/api'
import { requireAdmin } from '../../../utils/session'

/** Tries one thing out on the portal, as the administrator who asks. */
export default defineApi(async (event) => {
  const administrator = await requireAdmin(event)
  const { step } = await readJson(event, CheckSchema)
  return runCheck(step, administrator, useServices())
})
