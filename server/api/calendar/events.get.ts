import { CalendarQuerySchema } from '#shared/calendar'
import { listEvents } from '../../calendar/events'
import { useServices } from '../../services'
import { defineApi, readQuery } from '../../utils/api'
import { requireInstalled } from '../../utils/session'

/** Events of a calendar in a range of days. */
export default defineApi(async (event) => {
  const { portal, user } = await requireInstalled(event)
  const { owner, from, to } = readQuery(event, CalendarQuerySchema)
  return listEvents(useServices().restFor(portal.id, user.userId), user.userId, owner, { from, to })
})
