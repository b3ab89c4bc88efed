import { readHealth } from '../../../health/health'
import { useServices } from '../../../services'
import { defineApi } from '../../../utils/api'
import { requireAdmin } from '../../../utils/session'

/** How Sidenote does on this portal, as far as we know without asking it. */
export default defineApi(async event => readHealth(await requireAdmin(event), useServices()))
