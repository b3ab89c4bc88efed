import type { H3Event } from 'h3'
import { AppError } from '#shared/errors'

/** A body that trickles in slower than this is given up, in milliseconds. */
const patience = 10_000

/**
 * Reads a request's body as UTF-8 text, never more than `limit` bytes. What is not read the server throws away, for a while (server/http/server.ts).
 * @throws AppError `body_too_large`, or `bad_request` when it is cut off, too slow or not UTF-8
 */
export async function readBoundedBody(event: H3Event, limit: number): Promise<string> {
  const { req, res } = event.node
  if (Number(req.headers['content-length'] ?? 0) > limit) throw new AppError('body_too_large', `The body is larger than ${limit} bytes`)
  // Whoever asks first is told to send it only now that it will be read.
  if (req.headers.expect) res.writeContinue()

  return new Promise<string>((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    const settle = (outcome: () => void) => {
      clearTimeout(timer)
      req.off('data', onData).off('end', onEnd).off('error', onCut).off('aborted', onCut)
      outcome()
    }
    const onData = (chunk: Buffer) => {
      size += chunk.length
      if (size > limit) settle(() => reject(new AppError('body_too_large', `The body is larger than ${limit} bytes`)))
      else chunks.push(chunk)
    }
    const onEnd = () => settle(() => {
      try {
        resolve(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks)))
      }
      catch {
        reject(new AppError('bad_request', 'The body is not UTF-8'))
      }
    })
    const onCut = () => settle(() => reject(new AppError('bad_request', 'The body was cut off')))
    const timer = setTimeout(() => settle(() => reject(new AppError('bad_request', 'The body came too slowly'))), patience)
    req.on('data', onData).on('end', onEnd).on('error', onCut).on('aborted', onCut)
  })
}
