import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { bentName, brokenJson, deepJson, latin1, nastyBytes, nastyText, onTheWire } from './nasty'
import type { ApiTarget, FormTarget, Targets } from './targets'
import type { Attack } from './wire'

/** One way to be malformed. */
export interface Kind {
  what: string
  /** How many of a thousand requests are of this kind. */
  share: number
  attacks: fc.Arbitrary<Attack>
}

const form = 'application/x-www-form-urlencoded'
const json: [string, string] = ['content-type', 'application/json']
const bearer = (token: string): [string, string] => ['authorization', `Bearer ${token}`]
/** What no schema of ours knows: whatever holds it is refused, however well the rest of it is by chance. */
const strange = 'fuzz'

/** Bodies and paths of every kind, against every route, none of which may change anything. */
export function kindsOf(targets: Targets): Kind[] {
  // There are many pages and few others, whose readers are just as much to be tried.
  const forms = fc.oneof({ weight: 2, arbitrary: fc.constantFrom(...targets.pages) }, { weight: 2, arbitrary: fc.constantFrom(...targets.events) }, { weight: 1, arbitrary: fc.constantFrom(...targets.worker) })
  const bodies = targets.api.filter((target): target is ApiTarget & { body: object } => target.body !== null)
  const everything: ApiTarget[] = [
    ...targets.api,
    ...targets.plain.map(target => ({ verb: 'GET', target, body: null })),
    ...[...targets.pages, ...targets.events, ...targets.worker].map(({ target }) => ({ verb: 'GET', target, body: null })),
  ]
  const route = fc.constantFrom(...everything)
  const employee = bearer(targets.employee)
  const administrator = bearer(targets.administrator)
  /** Only where nothing can be done with it that somebody else should not: with a body that is refused, or to read. */
  const anybody = fc.constantFrom<[string, string][]>([], [employee], [administrator])

  return [
    { what: 'forms: repeated, nested and renamed fields', share: 160, attacks: forms.chain(target => bentForm(target, bentFields(target))) },
    { what: 'forms: malformed encodings, NUL, no UTF-8', share: 130, attacks: forms.chain(target => bentForm(target, badlyEncoded(target))) },
    { what: 'forms: deep and broken PLACEMENT_OPTIONS', share: 70, attacks: fc.constantFrom(...targets.pages).chain(target => bentForm(target, bentOptions(target))) },
    { what: 'forms: huge values, many fields', share: 20, attacks: forms.chain(target => bentForm(target, hugeFields(target))) },
    { what: 'JSON: wrong types, unknown and prototype keys', share: 180, attacks: fc.tuple(fc.constantFrom(...bodies), anybody).chain(([target, who]) => jsonTo(target, who, bentJson(target.body))) },
    { what: 'JSON: broken, cut off, no UTF-8', share: 110, attacks: fc.tuple(fc.constantFrom(...bodies), anybody).chain(([target, who]) => jsonTo(target, who, noJson(target.body))) },
    { what: 'JSON: 10,000 levels, huge values', share: 25, attacks: fc.tuple(fc.constantFrom(...bodies), anybody).chain(([target, who]) => jsonTo(target, who, hugeJson)) },
    { what: 'sessions: proofs with bent fields', share: 25, attacks: bentProof(targets.proof) },
    { what: 'queries: malformed, repeated, nested', share: 90, attacks: fc.tuple(route, anybody).chain(([{ target }, who]) => bentQuery(target, who)) },
    { what: 'paths: dots, slashes, escapes, other hosts', share: 90, attacks: route.chain(({ verb, target }) => bentPath(verb === 'GET' ? verb : 'POST', target, [employee])) },
    { what: 'verbs: all there are and some there are not', share: 60, attacks: fc.tuple(route, verbs, fc.constantFrom<[string, string][]>([], [employee])).filter(([{ target }, , headers]) => headers.length === 0 || !target.includes(targets.note)).map(([{ target }, verb, headers]) => ({ verb, target, headers, ...(hasNoAnswer.has(verb) && { last: true }) })) },
    { what: 'Authorization: bent and malformed', share: 90, attacks: fc.tuple(fc.constantFrom(...targets.api), bentAuthorization(targets.employee)).map(([target, value]) => withBody(target, [['authorization', value]], `{"${strange}":1}`)) },
    { what: 'headers: huge, many, malformed, contradictory', share: 60, attacks: fc.tuple(route, fc.array(bentHeader, { minLength: 1, maxLength: 4 })).map(([target, headers]) => withBody(target, [employee, ...headers.flat()], `{"${strange}":1}`, true)) },
    { what: 'content types: wrong, missing, compressed', share: 40, attacks: fc.tuple(fc.constantFrom(...bodies, ...targets.pages, ...targets.events, ...targets.worker), contentType).map(([target, header]) => wronglyTyped(target, employee, header)) },
    { what: 'bodies: wrong lengths, chunks and ends', share: 38, attacks: forms.chain(wronglyFramed) },
    { what: 'bodies: cut off by hanging up', share: 10, attacks: forms.chain(cutOff) },
  ]
}

/** Bodies that come a byte at a time and never end: the server has to give up on them. */
export function slowAttacks(targets: Targets): fc.Arbitrary<Attack> {
  return fc.constantFrom(...targets.pages, ...targets.events, ...targets.worker).map(target => ({
    ...posted(target, bodyOf(target.fields)), trickle: { bytes: 1000, everyMs: 500, hangUp: false }, last: true,
  }))
}

const bodyOf = (fields: [string, string][]) => new URLSearchParams(fields).toString()
const posted = ({ target }: FormTarget, body: string): Attack => ({ verb: 'POST', target, headers: [['content-type', form]], body: Buffer.from(body, 'latin1') })
const bentForm = (target: FormTarget, body: fc.Arbitrary<string>) => body.map(text => posted(target, text))

/** A few fields of an honest form repeated, renamed, given another value or left out. */
function bentFields({ fields }: FormTarget): fc.Arbitrary<string> {
  const change = fc.tuple(fc.nat({ max: Math.max(fields.length - 1, 0) }), fc.constantFrom('twice', 'rename', 'value', 'drop'), onTheWire(nastyText))
  return fc.tuple(fc.array(change, { minLength: 1, maxLength: 3 }), bentName(fields[0]?.[0] ?? 'a')).map(([changes, name]) => {
    const pairs = fields.map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(value)}`)
    for (const [index, how, value] of changes) {
      const [key = '', old = ''] = fields[index] ?? []
      if (how === 'twice') pairs.push(`${encodeURIComponent(key)}=${value}`)
      if (how === 'rename') pairs[index] = `${encodeURIComponent(name)}=${encodeURIComponent(old)}`
      if (how === 'value') pairs[index] = `${encodeURIComponent(key)}=${value}`
      if (how === 'drop') pairs[index] = ''
    }
    return pairs.join('&')
  })
}

function badlyEncoded({ fields }: FormTarget): fc.Arbitrary<string> {
  return fc.tuple(onTheWire(nastyText), nastyBytes, fc.nat()).map(([text, bytes, at]) => {
    const body = bodyOf(fields)
    const place = at % (body.length + 1)
    return body.slice(0, place) + text + latin1(bytes) + body.slice(place)
  })
}

function bentOptions({ fields }: FormTarget): fc.Arbitrary<string> {
  const honest = fields.find(([name]) => name === 'PLACEMENT_OPTIONS')?.[1] ?? '{}'
  const keys = Object.keys(JSON.parse(honest || '{}') as object)
  const named = fc.tuple(fc.constantFrom(...keys, 'ID', '__proto__', 'constructor', 'view', 'subject', 'note'), fc.oneof(fc.jsonValue(), nastyText)).map(([key, value]) => JSON.stringify({ [key]: value }))
  return fc.oneof(deepJson, brokenJson, fc.json(), { weight: 3, arbitrary: named }).map(options =>
    bodyOf([...fields.filter(([name]) => name !== 'PLACEMENT_OPTIONS'), ['PLACEMENT_OPTIONS', options.toWellFormed()]]))
}

function hugeFields({ fields }: FormTarget): fc.Arbitrary<string> {
  return fc.oneof(
    fc.constantFrom(9_000, 40_000, 66_000, 300_000).map(length => `${bodyOf(fields)}&x=${'A'.repeat(length)}`),
    fc.constantFrom(301, 3000).map(count => `${bodyOf(fields)}&${Array.from({ length: count }, (_, index) => `f${index}[a]=1`).join('&')}`),
    fc.constantFrom(500, 5000).map(depth => `${bodyOf(fields)}&a${'[a]'.repeat(depth)}=1`),
  )
}

const jsonTo = (target: ApiTarget, who: [string, string][], body: fc.Arbitrary<Buffer>) => body.map((bytes): Attack => ({ verb: target.verb, target: target.target, headers: [json, ...who], body: bytes }))
const asJson = (value: unknown) => Buffer.from(JSON.stringify(value))

function bentJson(body: object): fc.Arbitrary<Buffer> {
  const value = fc.oneof(fc.jsonValue(), nastyText, fc.constantFrom(-1, 1e308, Number.MAX_SAFE_INTEGER + 1, 0.5, '', [], {}, true, null))
  const key = fc.constantFrom(...Object.keys(body), '__proto__', 'constructor', 'toString', 'length', '')
  return fc.oneof(
    fc.array(fc.tuple(key, value), { minLength: 1, maxLength: 3 }).map(changes => asJson({ ...body, ...Object.fromEntries(changes), [strange]: 1 })),
    fc.jsonValue().filter(each => typeof each !== 'object' || each === null || Array.isArray(each)).map(asJson),
    fc.constantFrom('{"__proto__":{"isAdmin":true},', '{"constructor":{"prototype":{"isAdmin":true}},', '{"id":1,"id":2,').map(start => Buffer.from(`${start}"${strange}":1}`)),
  )
}

function noJson(body: object): fc.Arbitrary<Buffer> {
  const honest = JSON.stringify(body)
  return fc.oneof(
    brokenJson.map(text => Buffer.from(text)),
    fc.nat({ max: honest.length - 1 }).map(length => Buffer.from(honest.slice(0, length))),
    nastyBytes.map(bytes => Buffer.concat([Buffer.from(`{"${strange}":"`), bytes, Buffer.from('"}')])),
    fc.string({ unit: 'binary', maxLength: 60 }).map(text => Buffer.from(`[${text}`)),
  )
}

const hugeJson: fc.Arbitrary<Buffer> = fc.oneof(
  deepJson.map(text => Buffer.from(`{"${strange}":${text}}`)),
  deepJson.map(text => Buffer.from(`[${text}]`)),
  fc.constantFrom(9_000, 100_000, 131_000, 140_000, 400_000).map(length => asJson({ [strange]: 'A'.repeat(length) })),
  fc.constantFrom(1000, 20_000).map(count => Buffer.from(`{"${strange}":[${'1,'.repeat(count)}1]}`)),
  fc.constantFrom(1000, 9000).map(count => Buffer.from(`{${Array.from({ length: count }, (_, index) => `"k${index}":1`).join(',')}}`)),
)

function bentProof(proof: object): fc.Arbitrary<Attack> {
  const placementOptions = fc.oneof(deepJson, fc.json()).map(text => JSON.stringify(proof).replace(/"placementOptions":.*?(?=[,}])/, () => `"placementOptions":${text}`))
  const bent = fc.tuple(fc.constantFrom(...Object.keys(proof)), fc.oneof(nastyText, fc.jsonValue())).map(([key, value]) => JSON.stringify({ ...proof, [key]: value }))
  return fc.oneof(placementOptions, bent).map(text => ({ verb: 'POST', target: '/api/session', headers: [json], body: Buffer.from(text) }))
}

function bentQuery(target: string, headers: [string, string][]): fc.Arbitrary<Attack> {
  const [path = '/', query = ''] = target.split('?')
  const keys = [...new URLSearchParams(query).keys(), 'before', 'DOMAIN', 'LANG']
  const pair = fc.tuple(fc.oneof(fc.constantFrom(...keys), fc.constantFrom(...keys).chain(bentName)), onTheWire(nastyText)).map(([name, value]) => `${name}=${value}`)
  return fc.array(pair, { minLength: 1, maxLength: 6 }).map(pairs => ({ verb: 'GET', target: `${path}?${query}&${pairs.join('&')}&${strange}=1`.slice(0, 12_000), headers }))
}

function bentPath(verb: string, target: string, headers: [string, string][]): fc.Arbitrary<Attack> {
  const [path = '/', query = ''] = target.split('?')
  const tricks = fc.constantFrom(
    `/${path}`, `//evil.example${path}`, `http://evil.example${path}`, `${path}/`, `${path}//`, `/.${path}`, `/%2e${path}`, `${path}/..`, `${path}/%2e%2e/%2e%2e/%2e%2e/etc/passwd`, `${path}%00`, `${path}%2f`, `${path}%5c..`,
    `\\${path}`, `${path};x=1`, `${path}#x`, path.toUpperCase(), `${path}%20`, path.replaceAll('/', '%2f'), `${path}/${'a'.repeat(8000)}`, `${path}/${'a/'.repeat(2000)}`, `${path}/%ff%fe`, `${path}/%E0%A4%A`, `${path}/%c0%ae%c0%ae`,
    '*', 'evil', '', '/_nuxt/../../package.json', '/_nuxt/%2e%2e/%2e%2e/server/index.mjs', '/_nuxt/..%5c..%5cserver', '/__nuxt_error', '/__nuxt_error?statusCode=500', '/.env', '/_ipx/a', '/%', '/%%', '/?', '/#', '/constructor', '/__proto__', '/api/__proto__', '/api/notes/__proto__/history', '/api/notes/%00/history',
  )
  const odd = onTheWire(nastyText).map(text => `${path}/${text}`)
  return fc.oneof({ weight: 2, arbitrary: tricks }, odd).map(bent => ({
    verb, target: `${bent}${query && !bent.includes('?') ? `?${query}` : ''}`.slice(0, 12_000), headers, ...(verb === 'POST' && { body: Buffer.from('x=1') }),
  }))
}

const verbs = fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT', 'PROPFIND', 'MKCOL', 'SEARCH', 'PURGE', 'LINK', 'M-SEARCH', 'QUERY', 'FOO', 'get', 'GETX', 'G\0T', '', 'A'.repeat(5000))
/** Whose connection becomes something else, or is not said how it goes on. */
const hasNoAnswer = new Set(['CONNECT'])

function bentAuthorization(token: string): fc.Arbitrary<string> {
  const [header, payload, signature = ''] = token.split('.')
  const none = Buffer.from('{"alg":"none"}').toString('base64url')
  return fc.oneof(
    fc.constantFrom(
      '', 'Bearer', 'Bearer ', `bearer ${token}`, `Bearer  ${token}`, `Basic ${token}`, token, `Bearer ${token} ${token}`, `Bearer ${token},`, `Bearer ${header}.${payload}.`, `Bearer ${none}.${payload}.`, `Bearer ${none}.${payload}.${signature}`,
      `Bearer ${payload}.${header}.${signature}`, `Bearer ${header}.${payload}.${signature.slice(0, -2)}`, `Bearer ${header}.${payload}.${signature}${signature}`, `Bearer ${'A'.repeat(2000)}`, `Bearer ${'A'.repeat(9000)}`, 'Bearer a.b.c', `Bearer ${'.'.repeat(30)}`, `Bearer ${'eyJhbGciOiJIUzI1NiJ9'}.${'e30'}.${signature}`,
    ),
    fc.tuple(fc.nat({ max: token.length - 1 }), fc.constantFrom('A', '_', '.', '-')).filter(([at, sign]) => token[at] !== sign && at < token.length - 1).map(([at, sign]) => `Bearer ${token.slice(0, at)}${sign}${token.slice(at + 1)}`),
    nastyText.map(text => `Bearer ${latin1(text)}`),
  )
}

const plainValue = nastyText.map(text => latin1(text).replaceAll(/[\r\n\0]/g, ' '))
const bentHeader: fc.Arbitrary<[string, string][]> = fc.oneof(
  fc.tuple(fc.constantFrom('cookie', 'referer', 'origin', 'user-agent', 'accept', 'accept-language', 'accept-encoding', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-http-method-override', 'x-original-url', 'range', 'if-none-match', 'if-modified-since', 'sec-fetch-dest', 'forwarded', 'x-nuxt-error', 'x-nitro-prerender'), plainValue).map(pair => [pair]),
  fc.constantFrom<[string, string][]>(
    [['referer', 'http://%']], [['referer', '//']], [['host', 'evil.example']], [['host', '']], [['host', 'a'], ['host', 'b']], [['expect', '100-continue']], [['expect', 'the-unexpected']], [['connection', 'upgrade'], ['upgrade', 'websocket']], [['connection', 'upgrade, http2-settings'], ['upgrade', 'h2c']],
    [['x-big', 'A'.repeat(8_000)]], [['x-big', 'A'.repeat(20_000)]], [['cookie', 'a=b; '.repeat(2500)]], Array.from({ length: 300 }, (_, index): [string, string] => [`x-${index}`, '1']), Array.from({ length: 2500 }, (_, index): [string, string] => [`x-${index}`, '1']),
    [['x bad name', '1']], [['x-nul', 'a\0b']], [['x-folded', 'a\r\n b']], [['', 'x']], [['x-split', 'a\r\nx-other: b']], [['te', 'trailers']], [['keep-alive', 'timeout=999999']], [['sec-fetch-dest', 'iframe']], [['x-http-method-override', 'DELETE']],
  ),
)

const contentType: fc.Arbitrary<[string, string][]> = fc.oneof(
  fc.constantFrom<[string, string][]>(
    [], [['content-type', '']], [['content-type', 'text/plain']], [['content-type', 'multipart/form-data; boundary=x']], [['content-type', 'multipart/form-data']], [['content-type', 'application/xml']], [['content-type', 'application/json; charset=utf-16']], [['content-type', 'application/jsonp']],
    [['content-type', 'application/x-www-form-urlencoded; charset=windows-1251']], [['content-type', 'application/json, application/x-www-form-urlencoded']], [['content-type', '; ; ;']], [['content-encoding', 'gzip'], ['content-type', 'application/json']], [['content-encoding', 'gzip'], ['content-type', form]],
  ),
  plainValue.map((value): [string, string][] => [['content-type', value]]),
)

/** A body of the wrong kind: what is JSON is sent as a form and the other way round, or compressed. */
function wronglyTyped(target: ApiTarget | FormTarget, employee: [string, string], headers: [string, string][]): Attack {
  const text = 'fields' in target ? JSON.stringify({ [strange]: 1 }) : `${strange}=1`
  const isCompressed = headers.some(([name]) => name === 'content-encoding')
  return { verb: 'fields' in target ? 'POST' : target.verb, target: target.target, headers: [employee, ...headers], body: isCompressed ? gzipSync(text) : Buffer.from(text) }
}

/** Lengths that contradict the body or each other. The connection may then be anywhere in the middle, so it is used no more. */
function wronglyFramed(target: FormTarget): fc.Arbitrary<Attack> {
  const honest = posted(target, bodyOf(target.fields))
  const length = honest.body!.length
  const chunked = (body: string): Partial<Attack> => ({ headers: [...honest.headers, ['transfer-encoding', 'chunked']], body: Buffer.from(body, 'latin1') })
  const hex = length.toString(16)
  const text = honest.body!.toString('latin1')
  return fc.constantFrom<Partial<Attack>>(
    ...['-1', '1e3', '0x10', `${length}, ${length}`, '', 'NaN', '9'.repeat(30), String(length - 1), '0', '1'].map((claimed): Partial<Attack> => ({ headers: [...honest.headers, ['content-length', claimed]] })),
    { headers: [...honest.headers, ['content-length', String(length)], ['content-length', String(length + 1)]] },
    { headers: [...honest.headers, ['content-length', String(length)], ['transfer-encoding', 'chunked']] },
    { headers: [...honest.headers, ['transfer-encoding', 'gzip, chunked']], body: Buffer.from('0\r\n\r\n') },
    { headers: [...honest.headers, ['transfer-encoding', 'xchunked']] },
    chunked(`${hex}\r\n${text}\r\n0\r\n\r\n`), chunked(`${hex};ext="${'x'.repeat(3000)}"\r\n${text}\r\n0\r\n\r\n`), chunked(`zz\r\n${text}\r\n0\r\n\r\n`), chunked(`-1\r\n\r\n`), chunked(`${'f'.repeat(20)}\r\n`),
    chunked([...text].map(sign => `1\r\n${sign}\r\n`).join('') + '0\r\n\r\n'), chunked(`${hex}\r\n${text}\r\n0\r\nx-trailer: 1\r\n\r\n`), chunked('0\r\n\r\nGET /api/session HTTP/1.1\r\nhost: x\r\n\r\n'),
  ).map(bent => ({ ...honest, ...bent, last: true as const }))
}

/** Somebody who goes away in the middle of the body. */
function cutOff(target: FormTarget): fc.Arbitrary<Attack> {
  const honest = posted(target, bodyOf(target.fields))
  return fc.nat({ max: 20 }).map(bytes => ({ ...honest, trickle: { bytes, everyMs: 1, hangUp: true }, last: true as const }))
}

/** A request to a route with a body that is no good for it, where it takes one. */
function withBody({ verb, target, body }: ApiTarget, headers: [string, string][], text: string, uncertain = false): Attack {
  const base: Attack = body ? { verb, target, headers: [json, ...headers], body: Buffer.from(text) } : { verb, target, headers }
  return uncertain ? { ...base, last: true } : base
}
