import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type * as v from 'valibot'
import { AppError } from '#shared/errors'
import { createKeyring } from '#db/sealing'
import { parseEventForm } from '../../../server/events/form'
import { parseEvent } from '../../../server/events/message'
import { claimedOrigin, parseLaunchForm } from '../../../server/launch/wire'
import { decodeCursor, decodeListCursor, encodeCursor } from '../../../server/notes/cursor'
import { grantSession, readSession } from '../../../server/session/session'
import { anyText, runs, textOf } from './support'

/** What strangers send is read, or refused with a code; nothing else happens. */

function refusalOf(read: () => unknown): string {
  try {
    read()
    return 'read'
  }
  catch (error) {
    if (error instanceof AppError) return error.code
    throw error
  }
}

const honest = { AUTH_ID: 'a'.repeat(70), AUTH_EXPIRES: '3600', REFRESH_ID: 'b'.repeat(70), SERVER_ENDPOINT: 'https://oauth.bitrix.info/rest/', APPLICATION_TOKEN: 'c'.repeat(32), member_id: 'd'.repeat(32), PLACEMENT: 'TASK_VIEW_TAB', PLACEMENT_OPTIONS: '{"taskId":"31"}' }
const fields = fc.array(fc.tuple(fc.oneof(fc.constantFrom(...Object.keys(honest), '__proto__', 'constructor', 'member_id[]'), anyText), anyText), { maxLength: 12 })
const forms = fc.oneof(
  anyText,
  textOf('&', '=', '%', '%00', '%ff', '[', ']', '+', 'AUTH_ID', 'member_id', '__proto__', 'auth', 'event'),
  fields.map(pairs => new URLSearchParams(pairs).toString()),
  fields.map(pairs => new URLSearchParams([...Object.entries(honest), ...pairs]).toString()),
)

describe('the form of a launch', () => {
  it('is read or refused, whatever is in it', () => {
    fc.assert(fc.property(forms, (form) => {
      expect(['read', 'bad_request', 'launch_incomplete']).toContain(refusalOf(() => parseLaunchForm(form)))
    }), runs)
  })

  it('means what its fields say and nothing else', () => {
    fc.assert(fc.property(fc.json(), anyText, (options, token) => {
      const claim = parseLaunchForm(new URLSearchParams({ ...honest, PLACEMENT_OPTIONS: options, APPLICATION_TOKEN: token.slice(0, 100).toWellFormed() }).toString())
      expect(claim).toMatchObject({ memberId: honest.member_id, server: 'https://oauth.bitrix.info', applicationToken: token.slice(0, 100).toWellFormed() })
      expect(claim.placementOptions).toEqual(JSON.parse(options))
    }), runs)
  })

  it('names an authorization server by its origin alone, or none that could be configured', () => {
    fc.assert(fc.property(fc.oneof(anyText, fc.webUrl(), textOf('http://', '//', '@', ':', '/', '\\', '.', '#', '?', '[', ']')), (endpoint) => {
      const form = new URLSearchParams({ ...honest, SERVER_ENDPOINT: endpoint.slice(0, 250).toWellFormed() }).toString()
      const { server } = parseLaunchForm(form)
      if (server !== null && server !== 'invalid' && server !== 'null') expect(new URL(server).origin).toBe(server)
    }), runs)
  })

  it('claims as the portal\'s address an origin or nothing', () => {
    fc.assert(fc.property(fc.record({ DOMAIN: fc.oneof(anyText, fc.domain(), fc.array(anyText), fc.ipV6()), PROTOCOL: fc.constantFrom('0', '1', 'javascript', undefined) }), (query) => {
      const origin = claimedOrigin(query)
      if (origin !== null) expect(new URL(origin)).toMatchObject({ origin, protocol: query.PROTOCOL === '0' ? 'http:' : 'https:' })
    }), runs)
  })
})

describe('the form of an event', () => {
  it('is read or refused, whatever is in it', () => {
    fc.assert(fc.property(forms, (form) => {
      expect(['read', 'bad_request']).toContain(refusalOf(() => parseEventForm(form)))
      expect(['read', 'bad_request', 'event_refused']).toContain(refusalOf(() => parseEvent(form)))
    }), runs)
  })

  it('touches no prototype, however its names are nested', () => {
    const part = fc.constantFrom('__proto__', 'constructor', 'prototype', 'toString', 'auth', 'a')
    fc.assert(fc.property(fc.array(part, { minLength: 1, maxLength: 8 }), ([first = 'a', ...rest]) => {
      refusalOf(() => parseEventForm(`${first}${rest.map(name => `[${name}]`).join('')}=polluted`))
      expect(({} as Record<string, unknown>).a).toBeUndefined()
      expect(({} as Record<string, unknown>).auth).toBeUndefined()
      expect(String({})).toBe('[object Object]')
    }), runs)
  })
})

describe('a cursor', () => {
  it('that is ours comes back as it was', () => {
    fc.assert(fc.property(fc.boolean(), fc.nat({ max: Number.MAX_SAFE_INTEGER }).map(at => at % 1e15), fc.uuid(), (pinned, createdAt, id) => {
      expect(decodeCursor(encodeCursor({ pinned, createdAt, id }))).toEqual({ pinned, createdAt, id })
    }), runs)
  })

  it('of somebody else is refused', () => {
    fc.assert(fc.property(fc.oneof(anyText, textOf('0.', '1.', '.', '-', '50', '\n')), (text) => {
      expect(['read', 'bad_request']).toContain(refusalOf(() => decodeCursor(text)))
      expect(['read', 'bad_request']).toContain(refusalOf(() => decodeListCursor(text)))
    }), runs)
  })
})

describe('a session', () => {
  const now = Date.UTC(2026, 10, 21)
  const keyring = createKeyring([{ id: 'k1', key: Buffer.alloc(32, 7) }])

  it('that is bent anywhere is none', async () => {
    const { token } = await grantSession(keyring, { portalId: 1, epoch: 1, userId: 1 }, now)
    const bent = fc.oneof(anyText, fc.tuple(fc.nat({ max: token.length - 2 }), fc.base64String({ minLength: 1, maxLength: 4 })).map(([at, sign]) => token.slice(0, at) + sign.replaceAll(/[+/=]/g, '_') + token.slice(at + 1)))
    await fc.assert(fc.asyncProperty(bent.filter(text => text !== token), async (text) => {
      await expect(readSession(keyring, text, now)).rejects.toMatchObject({ code: 'session_invalid' })
    }), runs)
  })

  it('with other claims under our own key is read or refused', async () => {
    const { SignJWT } = await import('jose')
    const [key] = keyring.signingKeys('session')
    await fc.assert(fc.asyncProperty(fc.record({ portal: fc.jsonValue(), epoch: fc.jsonValue(), sub: anyText }), async (claims) => {
      const token = await new SignJWT({ ...claims, iss: 'sidenote', aud: 'sidenote-api', exp: now / 1000 + 60 }).setProtectedHeader({ alg: 'HS256' }).sign(key!)
      const outcome = await readSession(keyring, token, now).catch((error: AppError | v.ValiError<v.GenericSchema>) => error)
      if (outcome instanceof Error) expect(outcome).toMatchObject({ code: 'session_invalid' })
      else expect(Number.isInteger(outcome.portalId) && Number.isInteger(outcome.epoch) && outcome.userId >= 1).toBe(true)
    }), runs)
  })
})
