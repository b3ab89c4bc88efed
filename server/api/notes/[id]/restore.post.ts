import { restoreNote } from '../../../notes/notes'
import { useServices } from '../../../services'
import { defineApi } from '../../../utils/api'
import { noteIdOf } from '../../../utils/note-id'
import { requireInstalled } from '../../../utils/session'

/** Brings my deleted note back. */
export default defineApi(async (event) => {
  const session = await requireInstalled(event)
  return restoreNote(session, noteIdOf(event), useServices())
})
