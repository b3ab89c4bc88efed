import { getCookie, setCookie, type H3Event } from 'h3'
import { userOf, type Person, type Portal } from '../core/world'

/** Cookies ignore ports, and all portals share one host: the name must say which portal it belongs to. */
const cookieName = (portal: Portal): string => `portal_${portal.key}_viewer`

/** Who is looking: the person of the cookie if they (still) work here, else the portal's first administrator. */
export function viewerOf(portal: Portal, event: H3Event): Person {
  const chosen = userOf(portal, Number(getCookie(event, cookieName(portal))))
  return chosen?.active ? chosen : portal.users.find(user => user.isAdmin) ?? portal.users[0]!
}

export function rememberViewer(portal: Portal, event: H3Event, userId: number): void {
  setCookie(event, cookieName(portal), String(userId), { path: '/', sameSite: 'lax', httpOnly: true })
}
