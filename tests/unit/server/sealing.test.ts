import { describe, expect, it } from 'vitest'
import { createKeyring, SealError } from '#db/sealing'

const k0 = { id: 'k0', key: Buffer.alloc(32, 1) }
const k1 = { id: 'k1', key: Buffer.alloc(32, 2) }

describe('keyring', () => {
  it('opens what it sealed, in the same place only', () => {
    const keyring = createKeyring([k1])
    const sealed = keyring.seal('a token', 'user_tokens.access:1:2')
    expect(sealed).not.toContain('a token')
    expect(keyring.open(sealed, 'user_tokens.access:1:2')).toBe('a token')
    expect(() => keyring.open(sealed, 'user_tokens.access:1:3')).toThrow(SealError)
  })

  it('never seals the same value to the same text', () => {
    const keyring = createKeyring([k1])
    expect(keyring.seal('x', 'c')).not.toBe(keyring.seal('x', 'c'))
  })

  it('refuses a value that was altered', () => {
    const keyring = createKeyring([k1])
    const sealed = keyring.seal('a token', 'c')
    const flipped = sealed.slice(0, -2) + (sealed.endsWith('AA') ? 'BB' : 'AA')
    expect(() => keyring.open(flipped, 'c')).toThrow(SealError)
  })

  it('reads old values after a rotation and writes with the new key', () => {
    const old = createKeyring([k0]).seal('a token', 'c')
    const rotated = createKeyring([k1, k0])
    expect(rotated.open(old, 'c')).toBe('a token')
    expect(rotated.seal('x', 'c')).toMatch(/^k1\./)
    expect(rotated.hashes('x', 'p')).toContain(createKeyring([k0]).hash('x', 'p'))
  })

  it('refuses a value of a key that is gone', () => {
    const old = createKeyring([k0]).seal('a token', 'c')
    expect(() => createKeyring([k1]).open(old, 'c')).toThrow(SealError)
  })
})
