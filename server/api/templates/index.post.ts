import { NewTemplateSchema } from '#shared/template-schemas'
import { useServices } from '../../services'
import { writeTemplate } from '../../templates/templates'
import { defineApi, readJson } from '../../utils/api'
import { requireInstalled } from '../../utils/session'

/** Writes a template. */
export default defineApi(async (event) => {
  const session = await requireInstalled(event)
  const input = await readJson(event, NewTemplateSchema)
  return writeTemplate(session, input, useServices())
})
