import { describe, expect, it } from 'vitest'
import { createKeyring } from '#db/sealing'
import { grantSession, readSession } from '../../../server/session/session'

const now = Date.UTC(2026, 10, 21)
const keyring = createKeyring([{ id: 'k1', key: Buffer.alloc(32, 7) }])
const who = { portalId: 3, epoch: 2, userId: 67 }

describe('session', () => {
  it('names portal, epoch and person', async () => {
    const grant = await grantSession(keyring, who, now)
    expect(await readSession(keyring, grant.token, now)).toEqual({ ...who, expiresAt: grant.expiresAt })
    expect(grant.expiresAt).toBe(now + 3_600_000)
  })

  it('ends after an hour', async () => {
    const { token } = await grantSession(keyring, who, now)
    await expect(readSession(keyring, token, now + 3_601_000)).rejects.toMatchObject({ code: 'session_expired' })
  })

  it('is refused when somebody else signed it', async () => {
    const { token } = await grantSession(createKeyring([{ id: 'k1', key: Buffer.alloc(32, 8) }]), who, now)
    await expect(readSession(keyring, token, now)).rejects.toMatchObject({ code: 'session_invalid' })
  })

  it('is refused without a signature', async () => {
    const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const token = `${encode({ alg: 'none' })}.${encode({ portal: 3, epoch: 2, sub: '67', exp: now, iss: 'sidenote', aud: 'sidenote-api' })}.`
    await expect(readSession(keyring, token, now)).rejects.toMatchObject({ code: 'session_invalid' })
  })

  it('survives a key rotation', async () => {
    const { token } = await grantSession(keyring, who, now)
    const rotated = createKeyring([{ id: 'k2', key: Buffer.alloc(32, 9) }, { id: 'k1', key: Buffer.alloc(32, 7) }])
    expect((await readSession(rotated, token, now)).userId).toBe(67)
  })
})
