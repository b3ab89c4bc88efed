import { setResponseHeaders, setResponseStatus } from 'h3'
import * as v from 'valibot'
import { SubjectKeySchema } from '#shared/id-schemas'
import { useServices } from '../../services'
import { openSubject } from '../../subjects/access'
import { defineApi, readQuery } from '../../utils/api'
import { useStreams } from '../../utils/live'
import { requireInstalled } from '../../utils/session'

const Query = v.object({
  subject: SubjectKeySchema,
  /** What the page knows: `changes` of its list. */
  after: v.pipe(v.string(), v.regex(/^\d{1,15}$/), v.transform(Number)),
})

/**
 * Tells as `text/event-stream` that something changed on a subject, by a number and nothing else: the page then asks for its list again. 204 when there
 * are as many streams as we serve; the page asks every few seconds then.
 */
export default defineApi(async (event) => {
  const { portal, user, expiresAt } = await requireInstalled(event)
  const { subject, after } = readQuery(event, Query)
  await openSubject(portal.id, user.userId, subject, useServices())
  if (!useStreams().hasRoom(portal.id, user.userId)) {
    setResponseStatus(event, 204)
    return null
  }
  // nginx would hold the events back until its buffer is full.
  setResponseHeaders(event, { 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' })
  await useStreams().serve(event.node.res, { portal, userId: user.userId, expiresAt, subject, after })
  return undefined
})
