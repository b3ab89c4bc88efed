import { TemplateChangeSchema } from '#shared/template-schemas'
import { useServices } from '../../../services'
import { changeTemplate } from '../../../templates/templates'
import { defineApi, readJson } from '../../../utils/api'
import { requireInstalled } from '../../../utils/session'
import { templateIdOf } from '../../../utils/template-id'

/** Changes a template of mine; administrators change shared ones too. */
export default defineApi(async (event) => {
  const session = await requireInstalled(event)
  const change = await readJson(event, TemplateChangeSchema)
  return changeTemplate(session, templateIdOf(event), change, useServices())
})
