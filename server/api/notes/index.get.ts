import * as v from 'valibot'
import { SubjectKeySchema } from '#shared/id-schemas'
import { listSubjectNotes } from '../../notes/notes'
import { useServices } from '../../services'
import { defineApi, readQuery } from '../../utils/api'
import { requireInstalled } from '../../utils/session'

const Query = v.object({ subject: SubjectKeySchema, before: v.optional(v.string()) })

/** Notes of a subject. */
export default defineApi(async (event) => {
  const session = await requireInstalled(event)
  const { subject, before } = readQuery(event, Query)
  return listSubjectNotes(session, subject, before, useServices())
})
