import { createHash, createSign, generateKeyPairSync } from 'node:crypto'

/** What a TLS server on loopback needs, and how Chromium recognises it. */
export interface Certificate {
  key: string
  cert: string
  /** For `--ignore-certificate-errors-spki-list`: a certificate that is merely tolerated would keep Chromium from caching anything. */
  fingerprint: string
}

/** One element of DER: tag, length, content. */
function der(tag: number, ...content: Buffer[]): Buffer {
  const body = Buffer.concat(content)
  const digits = body.length < 0x100 ? [body.length] : [body.length >> 8, body.length & 0xFF]
  const length = body.length < 0x80 ? digits : [0x80 + digits.length, ...digits]
  return Buffer.concat([Buffer.from([tag, ...length]), body])
}

const sequence = (...content: Buffer[]) => der(0x30, ...content)
const oid = (hex: string) => der(0x06, Buffer.from(hex, 'hex'))
const versionThree = der(0xA0, der(0x02, Buffer.from([2])))
const utcTime = (text: string) => der(0x17, Buffer.from(text))

/** ecdsa-with-SHA256 (RFC 5758 §3.2) and commonName (RFC 5280 §4.1.2.4). */
const ecdsaWithSha256 = sequence(oid('2a8648ce3d040302'))
const name = (text: string) => sequence(der(0x31, sequence(oid('550403'), der(0x0C, Buffer.from(text)))))

/**
 * A certificate that vouches for itself (X.509, RFC 5280 §4.1), new in every run: Node makes keys and no certificates, and
 * browsers speak HTTP/2 with TLS only.
 */
export function selfSigned(): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const spki = publicKey.export({ type: 'spki', format: 'der' })
  const issuer = name('bench')
  const content = sequence(versionThree, der(0x02, Buffer.from([1])), ecdsaWithSha256, issuer, sequence(utcTime('250101000000Z'), utcTime('491231235959Z')), issuer, spki)
  const signature = createSign('SHA256').update(content).sign(privateKey)
  const certificate = sequence(content, ecdsaWithSha256, der(0x03, Buffer.from([0]), signature))
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${certificate.toString('base64')}\n-----END CERTIFICATE-----\n`,
    fingerprint: createHash('sha256').update(spki).digest('base64'),
  }
}
