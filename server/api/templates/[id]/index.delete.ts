import { setResponseStatus } from 'h3'
import { useServices } from '../../../services'
import { deleteTemplate } from '../../../templates/templates'
import { defineApi } from '../../../utils/api'
import { requireInstalled } from '../../../utils/session'
import { templateIdOf } from '../../../utils/template-id'

/** Deletes a template of mine; administrators delete shared ones too. */
export default defineApi(async (event) => {
  const session = await requireInstalled(event)
  await deleteTemplate(session, templateIdOf(event), useServices())
  setResponseStatus(event, 204)
  return null
})
