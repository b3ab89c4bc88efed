import { openNote } from '../../../notes/notes'
import { useServices } from '../../../services'
import { defineApi } from '../../../utils/api'
import { noteIdOf } from '../../../utils/note-id'
import { requireInstalled } from '../../../utils/session'

/** One note with its subject. */
export default defineApi(async (event) => {
  const session = await requireInstalled(event)
  return openNote(session, noteIdOf(event), useServices())
})
