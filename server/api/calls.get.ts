import { CallReportQuerySchema } from '#shared/calls'
import { reportCalls } from '../calls/report'
import { useServices } from '../services'
import { defineApi, readQuery } from '../utils/api'
import { requireInstalled } from '../utils/session'

/** Calls and notes by day and employee. */
export default defineApi(async (event) => {
  const session = await requireInstalled(event)
  return reportCalls(session, readQuery(event, CallReportQuerySchema), useServices())
})
