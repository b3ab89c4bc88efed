import { removeFieldType } from '../../../fields/fields'
import { useServices } from '../../../services'
import { defineApi } from '../../../utils/api'
import { requireAdminNow } from '../../../utils/session'

/** Takes the field type away. */
export default defineApi(async (event) => {
  return removeFieldType(await requireAdminNow(event), useServices())
})
