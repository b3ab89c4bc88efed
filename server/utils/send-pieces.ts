import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { H3Event } from 'h3'
import { useServices } from '../services'

/** Answers with a file that is made piece by piece, as fast as somebody takes it. Its headers are set before. */
export async function sendPieces(event: H3Event, pieces: AsyncIterable<string>): Promise<void> {
  try {
    await pipeline(Readable.from(pieces, { objectMode: false }), event.node.res)
  }
  catch (error) {
    // Whoever cancels closes the connection. Anything else cannot be answered any more, since the file has begun: it breaks off.
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') useServices().log.error({ err: error, path: event.path.split('?')[0] }, 'api.request.failed')
  }
}
