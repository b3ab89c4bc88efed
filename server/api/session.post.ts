import { AppError } from '#shared/errors'
import type { PageState } from '#shared/launch'
import { SessionRequestSchema } from '#shared/launch'
import { openPage } from '../launch/open'
import { proveLaunch } from '../launch/prove'
import { useServices } from '../services'
import { defineApi, readJson } from '../utils/api'
import { admitPortal, authorizationFor } from '../utils/limits'

/** What the frame knows, exchanged for a fresh page: heals an expired session and a reload by GET. */
export default defineApi(async (event): Promise<PageState> => {
  const request = await readJson(event, SessionRequestSchema)
  const services = useServices()
  if (!request.memberId) throw new AppError('launch_incomplete', 'The request names no portal')
  const proven = await proveLaunch({ ...request, server: null }, { ...services, authorization: authorizationFor(event) })
  admitPortal(event, proven.portal.id, 'call')
  return openPage(proven, request, services)
})
