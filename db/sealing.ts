import { createCipheriv, createDecipheriv, createHmac, createSecretKey, hkdfSync, randomBytes } from 'node:crypto'
import type { KeyObject } from 'node:crypto'

/** Raised when a sealed value cannot be opened: its key is gone, or it was moved to another row or altered. */
export class SealError extends Error {
  readonly code = 'seal_broken'
}

export interface KeyringKey { id: string, key: Buffer }

/**
 * Encryption at rest: AES-256-GCM under named keys, bound to a context (table, column and row), so that a value copied
 * to another row does not open. Format: `<key id>.<base64url of iv, tag, ciphertext>`.
 */
export interface Keyring {
  /** What stands before a value that is sealed under the newest key: `<key id>.`. */
  newestPrefix: string
  seal: (plain: string, context: string) => string
  open: (sealed: string, context: string) => string
  /** Keyed hash of a value that is compared but never read back. The same under every process with the same keys. */
  hash: (value: string, purpose: string) => string
  /** Hashes of a value under every key, newest first: what was stored before a rotation is still found. */
  hashes: (value: string, purpose: string) => string[]
  /** Keys for signing, newest first; 32 bytes each, derived so that they are not the encryption keys. */
  signingKeys: (purpose: string) => KeyObject[]
}

/**
 * @param keys newest first; each `key` has 32 bytes. The first seals, all open.
 */
export function createKeyring(keys: readonly KeyringKey[]): Keyring {
  const [newest] = keys
  if (!newest) throw new SealError('A keyring needs at least one key')
  const byId = new Map(keys.map(({ id, key }) => [id, key]))
  const derived = new Map<string, Buffer>()
  /** The same objects each time: what a signature needs of a key is then worked out once. */
  const signing = new Map<string, KeyObject[]>()

  function derive(key: KeyringKey, purpose: string): Buffer {
    const name = `${key.id}/${purpose}`
    let value = derived.get(name)
    if (!value) derived.set(name, value = Buffer.from(hkdfSync('sha256', key.key, '', purpose, 32)))
    return value
  }

  const hashWith = (key: KeyringKey, value: string, purpose: string) =>
    createHmac('sha256', derive(key, `hash:${purpose}`)).update(value).digest('base64url')

  return {
    newestPrefix: `${newest.id}.`,
    seal(plain, context) {
      const iv = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', newest.key, iv).setAAD(Buffer.from(context))
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
      return `${newest.id}.${Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url')}`
    },
    open(sealed, context) {
      const dot = sealed.indexOf('.')
      const key = byId.get(sealed.slice(0, dot))
      if (!key) throw new SealError('Sealed with a key that is not configured')
      const bytes = Buffer.from(sealed.slice(dot + 1), 'base64url')
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12), { authTagLength: 16 })
          .setAAD(Buffer.from(context)).setAuthTag(bytes.subarray(12, 28))
        return decipher.update(bytes.subarray(28), undefined, 'utf8') + decipher.final('utf8')
      }
      catch (cause) {
        throw new SealError('A sealed value was altered or belongs to another row', { cause })
      }
    },
    hash: (value, purpose) => hashWith(newest, value, purpose),
    hashes: (value, purpose) => keys.map(key => hashWith(key, value, purpose)),
    signingKeys(purpose) {
      let made = signing.get(purpose)
      if (!made) signing.set(purpose, made = keys.map(key => createSecretKey(derive(key, `sign:${purpose}`))))
      return made
    },
  }
}
