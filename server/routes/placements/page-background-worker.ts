import script from '#background-worker'
import { defineEventHandler, setResponseHeader } from 'h3'
import { workerPage } from '../../utils/worker-page'

/**
 * The background worker, which Bitrix24 opens on each of its pages and takes away when that takes five seconds too often
 * (api-reference/widgets/universal/background-worker). So it proves nothing, reads nothing of the form and asks nobody: the
 * page is the same for everybody, and its program proves itself later. The headers are every page's (server/middleware).
 */
export default defineEventHandler((event) => {
  setResponseHeader(event, 'content-type', 'text/html; charset=utf-8')
  return workerPage(script, event.context.nonce ?? '')
})
