import { FollowUpSchema } from '#shared/follow-ups'
import { setFollowUp } from '../../../follow-ups/follow-ups'
import { useServices } from '../../../services'
import { defineApi, readJson } from '../../../utils/api'
import { noteIdOf } from '../../../utils/note-id'
import { tellSoon } from '../../../utils/notices'
import { requireInstalled } from '../../../utils/session'

/** Makes a note my follow-up, or moves it. */
export default defineApi(async (event) => {
  const session = await requireInstalled(event)
  const input = await readJson(event, FollowUpSchema)
  const note = await setFollowUp(session, noteIdOf(event), input, useServices())
  tellSoon(session)
  return note
})
