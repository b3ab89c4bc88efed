import { defineEventHandler, getRequestHeader, type EventHandler } from 'h3'
import type { Portal, World } from '../core/world'

const heartbeatMs = 15_000

/** `GET /_portal/journal`: what happened so far, then each new entry as it happens. A reconnecting browser gets what it missed. */
export function journalHandler(world: World, portal: Portal): EventHandler {
  return defineEventHandler((event) => {
    const { res, req } = event.node
    event._handled = true
    res.writeHead(200, { 'Content-Type': 'text/event-stream; charset=utf-8', 'Cache-Control': 'no-store', 'Connection': 'keep-alive' })
    const write = (entry: { id: number }): void => void res.write(`id: ${entry.id}\ndata: ${JSON.stringify(entry)}\n\n`)
    res.write('retry: 1000\n\n')
    for (const entry of world.journal.entries(portal.key, Number(getRequestHeader(event, 'last-event-id')) || 0)) write(entry)
    const stop = world.journal.listen(portal.key, write)
    const heartbeat = setInterval(() => res.write(': still here\n\n'), heartbeatMs)
    const end = (): void => {
      stop()
      clearInterval(heartbeat)
      res.end()
    }
    req.on('close', end)
    world.closing.signal.addEventListener('abort', end, { once: true })
    res.on('close', () => world.closing.signal.removeEventListener('abort', end))
  })
}
