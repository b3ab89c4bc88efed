import { getQuery, getRequestHeader } from 'h3'
import * as v from 'valibot'
import { AppError } from '#shared/errors'
import { noteRemovedWorker } from '../../placements/worker'
import { useServices } from '../../services'
import { defineApi } from '../../utils/api'
import { readBoundedBody } from '../../utils/body'

/** The form is two short fields. */
const bodyLimit = 8 * 1024

const Query = v.object({ member_id: v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/)) })

/**
 * Where Bitrix24 says that it removed the background worker (`errorHandlerUrl`). Nothing proves it, so the answer is the
 * same for every portal, known or not.
 */
export default defineApi(async (event): Promise<string> => {
  if (!/^application\/x-www-form-urlencoded\b/i.test(getRequestHeader(event, 'content-type') ?? '')) {
    throw new AppError('unsupported_media_type', 'Bitrix24 sends application/x-www-form-urlencoded')
  }
  const form = new URLSearchParams(await readBoundedBody(event, bodyLimit))
  const query = v.safeParse(Query, getQuery(event))
  if (query.success) await noteRemovedWorker(query.output.member_id, form.get('error') ?? '', useServices())
  return ''
})
