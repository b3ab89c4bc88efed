import { NewFieldSchema } from '#shared/fields'
import { createField } from '../../../fields/fields'
import { useServices } from '../../../services'
import { defineApi, readJson } from '../../../utils/api'
import { requireAdminNow } from '../../../utils/session'

/** Adds a "next step" field to the CRM. */
export default defineApi(async (event) => {
  const editor = await requireAdminNow(event)
  const field = await readJson(event, NewFieldSchema)
  return createField(editor, field, useServices())
})
