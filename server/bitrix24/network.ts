import { lookup as dnsLookup } from 'node:dns'
import http from 'node:http'
import https from 'node:https'
import net from 'node:net'
import type { LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'

/** A portal's name that leads into a private network. Looks like a connection error to whoever called. */
export class ForbiddenAddressError extends Error {
  readonly code = 'forbidden_address'
}

/**
 * Whether a portal may live at this address: a public one, or loopback when the stand-in is allowed.
 * @param address IPv4 or IPv6 in text
 */
export function isAllowedAddress(address: string, allowLoopback: boolean): boolean {
  // `process` unwraps IPv4-mapped IPv6, so that ::ffff:10.0.0.1 is seen for what it is.
  const range = ipaddr.process(address).range()
  return range === 'unicast' || (allowLoopback && range === 'loopback')
}

/**
 * How long an unused connection is kept, in milliseconds: shorter than any web server keeps its side, or a call might go out
 * on a connection that is being closed and come back as a broken one. Node's own servers keep it for five seconds.
 */
const usualIdleTime = 4_000

/**
 * Connections to portals. A portal names its own host, so the address is checked when connecting, after the name was
 * resolved (DESIGN §5.10): a name that leads to a private, link-local or loopback address is refused.
 * @param idleTime milliseconds that an unused connection is kept
 */
export function createPortalAgents(allowLoopback: boolean, idleTime = usualIdleTime): { httpAgent: http.Agent, httpsAgent: https.Agent } {
  const check = (address: string) => isAllowedAddress(address, allowLoopback)
    ? null
    : new ForbiddenAddressError('The portal\'s name leads to an address that is not public')

  const lookup: LookupFunction = (hostname, options, callback) => {
    dnsLookup(hostname, { ...options, all: true }, (error, addresses) => {
      const refusal = error ?? addresses.map(({ address }) => check(address)).find(Boolean) ?? null
      if (refusal) return callback(refusal, '', 0)
      const [first] = addresses
      if (options.all) callback(null, addresses as never)
      else callback(null, first!.address, first!.family)
    })
  }

  // `lookup` is not asked for a literal address, so those are checked before the socket is made.
  function guarded<Agent extends http.Agent>(agent: Agent): Agent {
    const connect = agent.createConnection.bind(agent)
    agent.createConnection = (options, callback) => {
      const host = (options as { host?: string }).host ?? ''
      const refusal = net.isIP(host) ? check(host) : null
      if (refusal) {
        const socket = new net.Socket()
        queueMicrotask(() => socket.destroy(refusal))
        return socket
      }
      return connect(options, callback)
    }
    return agent
  }

  // Of a connection in use the call's own limit counts.
  const options = { keepAlive: true, maxSockets: 16, timeout: idleTime, lookup }
  return { httpAgent: guarded(new http.Agent(options)), httpsAgent: guarded(new https.Agent(options)) }
}
