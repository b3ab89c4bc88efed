import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'

export type Address = ReturnType<typeof ipaddr.process>
/** Addresses that begin with the same so many bits. */
export type AddressRange = ReturnType<typeof ipaddr.parseCIDR>

/** Of IPv6 a customer gets a whole network: whoever has one address of it has them all. */
const ipv6NetworkBytes = 8

/**
 * Reads `192.0.2.1`, `192.0.2.0/24`, `2001:db8::/32`.
 * @returns null when it is neither an address nor a range
 */
export function parseRange(text: string): AddressRange | null {
  if (text.includes('/')) return ipaddr.isValidCIDR(text) ? ipaddr.parseCIDR(text) : null
  const address = parseAddress(text)
  return address && [address, address.kind() === 'ipv4' ? 32 : 128]
}

/**
 * Who sends a request. What stands in `X-Forwarded-For` is believed as far as proxies of ours wrote it: each adds at the end whom it
 * heard it from, so the first from the end that is no proxy of ours is the client. What cannot be read ends the search.
 * @param remote the socket's other end; undefined when it is gone already
 * @param forwardedFor `X-Forwarded-For` as it came
 * @returns null when nobody can tell
 */
export function clientAddress(remote: string | undefined, forwardedFor: string | undefined, trusted: readonly AddressRange[]): Address | null {
  let client = parseAddress(remote ?? '')
  const hops = forwardedFor?.split(',') ?? []
  while (client && hops.length > 0 && isAmong(client, trusted)) {
    const hop = parseAddress(withoutPort(hops.pop()!.trim()))
    if (!hop) break
    client = hop
  }
  return client
}

/** By what an address is counted: IPv4 each, IPv6 by its network of 64 bits. */
export function addressKey(address: Address): string {
  if (address.kind() === 'ipv4') return address.toString()
  const network = address.toByteArray().fill(0, ipv6NetworkBytes)
  return `${ipaddr.fromByteArray(network).toString()}/64`
}

/** IPv4 inside IPv6 comes out as IPv4. Only the usual notations: `isIP` knows no octal or shortened ones. */
function parseAddress(text: string): Address | null {
  return isIP(text) ? ipaddr.process(text) : null
}

/** Some proxies add the port: `192.0.2.1:4711`, `[2001:db8::1]:4711`. */
function withoutPort(hop: string): string {
  return /^\[([^\]]+)\](?::\d+)?$/.exec(hop)?.[1] ?? /^([\d.]+):\d+$/.exec(hop)?.[1] ?? hop
}

function isAmong(address: Address, ranges: readonly AddressRange[]): boolean {
  return ranges.some(range => range[0].kind() === address.kind() && address.match(range))
}
