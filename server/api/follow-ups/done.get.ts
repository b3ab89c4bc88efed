import * as v from 'valibot'
import { listDoneFollowUps } from '../../follow-ups/follow-ups'
import { useServices } from '../../services'
import { defineApi, readQuery } from '../../utils/api'
import { requireInstalled } from '../../utils/session'

const QuerySchema = v.strictObject({ before: v.optional(v.string()) })

/** My follow-ups that are done, a page at a time. */
export default defineApi(async (event) => {
  const session = await requireInstalled(event)
  const { before } = readQuery(event, QuerySchema)
  return listDoneFollowUps(session, before, useServices())
})
