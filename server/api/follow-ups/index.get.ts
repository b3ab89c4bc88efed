import type { FollowUpList } from '#shared/follow-ups'
import { FollowUpRangeSchema } from '#shared/follow-ups'
import { listFollowUpsBetween, listOpenFollowUps } from '../../follow-ups/follow-ups'
import { useServices } from '../../services'
import { defineApi, readQuery } from '../../utils/api'
import { requireInstalled } from '../../utils/session'

/** My open follow-ups, or all that fall due between two times. */
export default defineApi(async (event): Promise<FollowUpList> => {
  const session = await requireInstalled(event)
  const range = readQuery(event, FollowUpRangeSchema)
  const services = useServices()
  return { entries: 'from' in range ? await listFollowUpsBetween(session, range, services) : await listOpenFollowUps(session, {}, services) }
})
