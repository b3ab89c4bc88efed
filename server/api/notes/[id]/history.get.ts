import { noteHistory } from '../../../notes/history'
import { useServices } from '../../../services'
import { defineApi } from '../../../utils/api'
import { noteIdOf } from '../../../utils/note-id'
import { requireInstalled } from '../../../utils/session'

/** Earlier texts of a note. */
export default defineApi(async (event) => {
  const session = await requireInstalled(event)
  return noteHistory(session, noteIdOf(event), useServices())
})
