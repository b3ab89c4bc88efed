import { setResponseStatus } from 'h3'
import { deleteNote } from '../../../notes/notes'
import { useServices } from '../../../services'
import { defineApi } from '../../../utils/api'
import { noteIdOf } from '../../../utils/note-id'
import { requireInstalled } from '../../../utils/session'

/** Deletes my note; it can be restored for a while. */
export default defineApi(async (event) => {
  const session = await requireInstalled(event)
  await deleteNote(session, noteIdOf(event), useServices())
  setResponseStatus(event, 204)
  return null
})
