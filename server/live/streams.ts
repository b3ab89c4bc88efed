import type { ServerResponse } from 'node:http'
import type { PortalsRepository } from '#db/repositories/portals'
import type { SubjectKey } from '#shared/subjects'
import type { Watcher } from './watcher'

/** Streams of one person in this process, and of everybody. Whoever gets none asks every few seconds instead. */
export const streamsPerPerson = 12
export const streamsPerProcess = 5_000

/** Keeps proxies from ending a quiet stream; the session is looked at again on this occasion. In milliseconds. */
export const heartbeatEvery = 20_000

/** A stream ends by then and the page asks for another: no proxy or browser has to keep one for ever. In milliseconds. */
export const streamLifetime = 5 * 60_000

/** What a reader may leave unread before it is taken for gone, in bytes: hours of heartbeats. */
export const unreadLimit = 16 * 1024

/** How long an ended stream may take to be read to its end, in milliseconds. */
const goodbyeLimit = 5_000

/** Who listens, since which epoch of the portal, and how long the session lasts. */
export interface Listening { portal: { id: number, epoch: number }, userId: number, expiresAt: number, subject: SubjectKey, after: number }

/** What a stream writes to; an HTTP response, as a rule. */
export type Sink = Pick<ServerResponse, 'write' | 'end' | 'destroy' | 'destroyed' | 'writableLength' | 'on'>

export interface Streams {
  /** Whether this person may have one more stream. */
  hasRoom: (portalId: number, userId: number) => boolean
  /**
   * Tells the sink each time something changed on the subject since `after`, by a number and nothing else. Ends when the reader went away or is too
   * slow, after {@link streamLifetime}, with the session, with an uninstall (`event: over`, so that nobody asks again), and with {@link Streams.endAll}.
   * @returns when it is over
   */
  serve: (sink: Sink, listening: Listening) => Promise<void>
  /** Ends every stream and serves no more, so that a stopping process need not wait for its readers. */
  endAll: () => void
}

interface Needs { watcher: Watcher, portals: Pick<PortalsRepository, 'findById'>, clock: () => number }

export function createStreams({ watcher, portals, clock }: Needs): Streams {
  /** How each open stream ends, and whose it is. */
  const open = new Map<() => void, string>()
  let isOver = false

  async function serve(sink: Sink, { portal, userId, expiresAt, subject, after }: Listening): Promise<void> {
    // Gone while it was asked what they may see.
    if (sink.destroyed) return
    let known = after
    send(': listening')
    const stop = watcher.listen(portal.id, subject, (version) => {
      if (version !== known) send(`data: ${version}`)
      known = version
    })
    const timers = [setInterval(() => void beat().catch(end), heartbeatEvery), setTimeout(end, Math.min(streamLifetime, expiresAt - clock()))]
    open.set(end, nameOf(portal.id, userId))
    await new Promise<void>(resolve => sink.on('close', resolve))
    finish()

    function send(lines: string) {
      if (sink.writableLength <= unreadLimit) sink.write(`${lines}\n\n`)
      else drop()
    }

    async function beat() {
      const now = await portals.findById(portal.id)
      if (!open.has(end)) return
      if (now?.epoch === portal.epoch && now.status === 'installed') return send(': still here')
      send('event: over\ndata:')
      end()
    }

    /** From here on nothing is written. */
    function finish() {
      stop()
      timers.forEach(clearTimeout)
      open.delete(end)
    }

    function end() {
      finish()
      sink.end()
      // Whoever does not read does not notice the end either.
      timers.push(setTimeout(drop, goodbyeLimit))
    }

    function drop() {
      finish()
      sink.destroy()
    }
  }

  return {
    serve,
    hasRoom(portalId, userId) {
      const name = nameOf(portalId, userId)
      return !isOver && open.size < streamsPerProcess && [...open.values()].filter(owner => owner === name).length < streamsPerPerson
    },
    endAll() {
      isOver = true
      open.forEach((_owner, end) => end())
    },
  }
}

const nameOf = (portalId: number, userId: number) => `${portalId} ${userId}`
