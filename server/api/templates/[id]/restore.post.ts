import { useServices } from '../../../services'
import { restoreTemplate } from '../../../templates/templates'
import { defineApi } from '../../../utils/api'
import { requireInstalled } from '../../../utils/session'
import { templateIdOf } from '../../../utils/template-id'

/** Brings a deleted template back, for whoever could delete it. */
export default defineApi(async (event) => {
  const session = await requireInstalled(event)
  return restoreTemplate(session, templateIdOf(event), useServices())
})
