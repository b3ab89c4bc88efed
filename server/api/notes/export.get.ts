import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setResponseHeaders } from 'h3'
import { dayAt } from '#shared/time-zones'
import { exportFileName, ExportQuerySchema } from '#shared/export'
import { exportNotes } from '../../export/export'
import { useServices } from '../../services'
import { defineApi, readQuery } from '../../utils/api'
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
  const { res } = event.node
  try {
    await pipeline(Readable.from(exportNotes(session, query, services), { objectMode: false }), res)
  }
  catch (error) {
    // Whoever cancels closes the connection. Anything else cannot be answered any more, since the file has begun: it breaks off.
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') services.log.error({ err: error, path: '/api/notes/export' }, 'api.request.failed')
  }
})
