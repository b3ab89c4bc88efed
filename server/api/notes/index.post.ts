import { NewNoteSchema } from '#shared/notes'
import { writeNote } from '../../notes/notes'
import { useServices } from '../../services'
import { defineApi, readJson } from '../../utils/api'
import { tellSoon } from '../../utils/notices'
import { requireInstalled } from '../../utils/session'

/** Writes a note. */
export default defineApi(async (event) => {
  const session = await requireInstalled(event)
  const input = await readJson(event, NewNoteSchema)
  const note = await writeNote(session, input, useServices())
  tellSoon(session)
  return note
})
