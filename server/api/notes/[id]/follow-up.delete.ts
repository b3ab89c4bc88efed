import { removeFollowUp } from '../../../follow-ups/follow-ups'
import { useServices } from '../../../services'
import { defineApi } from '../../../utils/api'
import { noteIdOf } from '../../../utils/note-id'
import { requireInstalled } from '../../../utils/session'

/** Takes a note's follow-up away; answers with the note, which stays. */
export default defineApi(async (event) => {
  const session = await requireInstalled(event)
  return removeFollowUp(session, noteIdOf(event), useServices())
})
