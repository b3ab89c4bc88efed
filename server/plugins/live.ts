import { useStreams } from '../utils/live'

/**
 * A stopping server waits for its open requests, and live streams would keep it waiting for half a minute. They are ended with the signal, one turn
 * later: by then the server takes no new ones, and closes each connection with its last answer.
 */
export default defineNitroPlugin((nitro) => {
  const end = () => setImmediate(() => useStreams().endAll())
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, end)
  nitro.hooks.hook('close', () => useStreams().endAll())
})
