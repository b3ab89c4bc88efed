import { registerFieldType } from '../../../fields/fields'
import { useServices } from '../../../services'
import { defineApi } from '../../../utils/api'
import { requireAdminNow } from '../../../utils/session'

/** Registers the field type, or makes it right. */
export default defineApi(async (event) => {
  return registerFieldType(await requireAdminNow(event), useServices())
})
