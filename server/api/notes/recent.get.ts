import * as v from 'valibot'
import { subjectKinds } from '#shared/subjects'
import { listRecentNotes } from '../../notes/notes'
import { useServices } from '../../services'
import { defineApi, readQuery } from '../../utils/api'
import { requireInstalled } from '../../utils/session'

const Query = v.object({ before: v.optional(v.string()), kind: v.optional(v.picklist(subjectKinds)) })

/** My own notes, newest first; on one kind of subject when asked so. */
export default defineApi(async (event) => {
  const session = await requireInstalled(event)
  return listRecentNotes(session, readQuery(event, Query), useServices())
})
