import { NoteChangeSchema } from '#shared/notes'
import { changeNote } from '../../../notes/notes'
import { useServices } from '../../../services'
import { defineApi, readJson } from '../../../utils/api'
import { noteIdOf } from '../../../utils/note-id'
import { tellSoon } from '../../../utils/notices'
import { requireInstalled } from '../../../utils/session'

/** Changes a note's text, visibility or pin. */
export default defineApi(async (event) => {
  const session = await requireInstalled(event)
  const change = await readJson(event, NoteChangeSchema)
  const note = await changeNote(session, noteIdOf(event), change, useServices())
  tellSoon(session)
  return note
})
