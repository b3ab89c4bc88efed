import type { KeyObject } from 'node:crypto'
import { webcrypto } from 'node:crypto'
import { errors, jwtVerify, SignJWT } from 'jose'
import * as v from 'valibot'
import type { Keyring } from '#db/sealing'
import { AppError } from '#shared/errors'
import type { SessionGrant } from '#shared/launch'

/** How long a session lives, in seconds; as long as an access token of Bitrix24. */
const lifetime = 3600

/** Who a session speaks for. `epoch` is the portal's: an uninstall ends every session before it. */
export interface SessionClaims { portalId: number, epoch: number, userId: number, expiresAt: number }

const ClaimsSchema = v.object({
  portal: v.pipe(v.number(), v.integer()),
  epoch: v.pipe(v.number(), v.integer()),
  sub: v.pipe(v.string(), v.transform(Number), v.integer(), v.minValue(1)),
  exp: v.number(),
})

/** Imported once: jose would do it for each signature. */
const imported = new WeakMap<KeyObject, Promise<webcrypto.CryptoKey>>()

function importedOnce(key: KeyObject): Promise<webcrypto.CryptoKey> {
  let made = imported.get(key)
  if (!made) imported.set(key, made = webcrypto.subtle.importKey('raw', key.export(), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify']))
  return made
}

/** Signs a session for a proven person. `now` in milliseconds. */
export async function grantSession(keyring: Keyring, who: Omit<SessionClaims, 'expiresAt'>, now: number): Promise<SessionGrant> {
  const [key] = keyring.signingKeys('session')
  const exp = Math.floor(now / 1000) + lifetime
  const token = await new SignJWT({ portal: who.portalId, epoch: who.epoch })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(String(who.userId))
    .setIssuer('sidenote').setAudience('sidenote-api')
    .setExpirationTime(exp)
    .sign(await importedOnce(key!))
  return { token, expiresAt: exp * 1000 }
}

/**
 * Reads a session, under any configured key.
 * @throws AppError `session_expired` or `session_invalid`
 */
export async function readSession(keyring: Keyring, token: string, now: number): Promise<SessionClaims> {
  for (const key of keyring.signingKeys('session')) {
    try {
      const { payload } = await jwtVerify(token, await importedOnce(key), { algorithms: ['HS256'], issuer: 'sidenote', audience: 'sidenote-api', currentDate: new Date(now) })
      const claims = v.parse(ClaimsSchema, payload)
      return { portalId: claims.portal, epoch: claims.epoch, userId: claims.sub, expiresAt: claims.exp * 1000 }
    }
    catch (error) {
      if (error instanceof errors.JWTExpired) throw new AppError('session_expired', 'The session has ended')
    }
  }
  throw new AppError('session_invalid', 'The session is not one of ours')
}
