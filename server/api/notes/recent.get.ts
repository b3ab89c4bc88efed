import * as v from 'valibot'
import { listRecentNotes } from '../../notes/notes'
import { useServices } from '../../services'
import { defineApi, readQuery } from '../../utils/api'
import { requireInstalled } from '../../utils/session'

const Query = v.object({ before: v.optional(v.string()) })

/** My own notes, newest first. */
export default defineApi(async (event) => {
  const session = await requireInstalled(event)
  const { before } = readQuery(event, Query)
  return listRecentNotes(session, before, useServices())
})
