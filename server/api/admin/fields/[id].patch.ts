import { FieldRenameSchema } from '#shared/settings'
import { renameField } from '../../../fields/fields'
import { useServices } from '../../../services'
import { defineApi, readJson } from '../../../utils/api'
import { fieldIdOf } from '../../../utils/field-id'
import { requireAdminNow } from '../../../utils/session'

/** Renames a field. */
export default defineApi(async (event) => {
  const editor = await requireAdminNow(event)
  const { label } = await readJson(event, FieldRenameSchema)
  return renameField(editor, fieldIdOf(event), label, useServices())
})
