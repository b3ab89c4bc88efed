import { setResponseHeaders } from 'h3'
import { dayAt } from '#shared/time-zones'
import { exportFileName } from '#shared/export'
import { ExportQuerySchema } from '#shared/export-schemas'
import { exportNotes } from '../../export/export'
import { useServices } from '../../services'
import { defineApi, readQuery } from '../../utils/api'
import { sendPieces } from '../../utils/send-pieces'
import { requireInstalled } from '../../utils/session'

const types = { md: 'text/markdown', csv: 'text/csv' }

/** My notes as a file. Written as fast as it is read: what nobody takes is not looked up. */
export default defineApi(async (event) => {
  const session = await requireInstalled(event)
  const query = readQuery(event, ExportQuerySchema)
  const services = useServices()
  setResponseHeaders(event, {
    'content-type': `${types[query.format]}; charset=utf-8`,
    'content-disposition': `attachment; filename="${exportFileName(dayAt(services.clock(), query.zone), query.format)}"`,
  })
  await sendPieces(event, exportNotes(session, query, services))
})
