import { removeField } from '../../../fields/fields'
import { useServices } from '../../../services'
import { defineApi } from '../../../utils/api'
import { fieldIdOf } from '../../../utils/field-id'
import { requireAdminNow } from '../../../utils/session'

/** Removes a field, with its values. */
export default defineApi(async (event) => {
  const editor = await requireAdminNow(event)
  return removeField(editor, fieldIdOf(event), useServices())
})
