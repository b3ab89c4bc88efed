import * as v from 'valibot'
import { ListOwnerSchema } from '#shared/notes'
import { listTaskNotes } from '../../notes/task-list'
import { useServices } from '../../services'
import { defineApi, readQuery } from '../../utils/api'
import { requireInstalled } from '../../utils/session'

const Query = v.object({ owner: ListOwnerSchema, before: v.optional(v.string()) })

/** Notes on the tasks of a project or a person. */
export default defineApi(async (event) => {
  const session = await requireInstalled(event)
  const { owner, before } = readQuery(event, Query)
  return listTaskNotes(session, owner, before, useServices())
})
