// @ts-check
import net from 'node:net'

/**
 * A free loopback port: the preferred one, unless somebody has it.
 * @param {number} [preferred]
 * @param {ReadonlySet<number>} [taken] ports already promised to somebody else
 * @returns {Promise<number>}
 */
export async function freePort(preferred = 0, taken = new Set()) {
  const port = taken.has(preferred) ? null : await tryPort(preferred)
  return port ?? freePort(0, taken)
}

/** @param {number} port @returns {Promise<number | null>} */
function tryPort(port) {
  return new Promise((resolve) => {
    const server = net.createServer()
    server.unref()
    server.once('error', () => resolve(null))
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : null))
    })
  })
}
