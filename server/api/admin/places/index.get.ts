import { openPlaces } from '../../../placements/places'
import { useServices } from '../../../services'
import { defineApi } from '../../../utils/api'
import { requireAdmin } from '../../../utils/session'

/** How the portal's places are, as the portal says now. */
export default defineApi(async event => openPlaces(await requireAdmin(event), useServices()))
