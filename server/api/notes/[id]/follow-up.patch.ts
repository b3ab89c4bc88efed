import { FollowUpChangeSchema } from '#shared/follow-ups'
import { finishFollowUp } from '../../../follow-ups/follow-ups'
import { useServices } from '../../../services'
import { defineApi, readJson } from '../../../utils/api'
import { noteIdOf } from '../../../utils/note-id'
import { requireInstalled } from '../../../utils/session'

/** Says that a follow-up is done, or not done after all. */
export default defineApi(async (event) => {
  const session = await requireInstalled(event)
  const { done } = await readJson(event, FollowUpChangeSchema)
  return finishFollowUp(session, noteIdOf(event), done, useServices())
})
