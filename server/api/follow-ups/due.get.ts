import { listDueFollowUps } from '../../follow-ups/follow-ups'
import { useServices } from '../../services'
import { defineApi } from '../../utils/api'
import { requireInstalled } from '../../utils/session'

/** What of mine is due, for the background worker. */
export default defineApi(async (event) => {
  const session = await requireInstalled(event)
  return listDueFollowUps(session, useServices())
})
