import { setResponseHeaders } from 'h3'
import { PortalExportSchema, portalExportName } from '#shared/settings'
import { dayAt } from '#shared/time-zones'
import { exportPortal } from '../../data/export'
import { useServices } from '../../services'
import { defineApi, readQuery } from '../../utils/api'
import { sendPieces } from '../../utils/send-pieces'
import { requireAdminNow } from '../../utils/session'

const types = { json: 'application/json', csv: 'text/csv' }

/** The team's notes of the whole portal as a file. Written as fast as it is read: what nobody takes is not looked up. */
export default defineApi(async (event) => {
  const session = await requireAdminNow(event)
  const query = readQuery(event, PortalExportSchema)
  const services = useServices()
  const { portal, user } = session
  setResponseHeaders(event, {
    'content-type': `${types[query.format]}; charset=utf-8`,
    'content-disposition': `attachment; filename="${portalExportName(new URL(portal.origin).host, dayAt(services.clock(), query.zone), query.format)}"`,
  })
  await services.repositories.audit.append({ portalId: portal.id, userId: user.userId, at: services.clock(), action: 'exported', details: { code: query.format } })
  await sendPieces(event, exportPortal(session, query, services))
})
