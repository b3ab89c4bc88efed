import fc from 'fast-check'

/** Bytes as characters, which is how the wire is written here. */
export const latin1 = (bytes: Buffer | string): string => Buffer.from(bytes as string).toString('latin1')

/** Texts that have broken somebody's server before. */
const known = [
  '', ' ', '\0', 'a\0b', '\r\nX-Injected: 1', '__proto__', 'constructor', 'prototype', 'hasOwnProperty', 'toString', '../../../etc/passwd', '..\\..\\', '\' OR 1=1 --', '"; DROP TABLE notes; --',
  '{{7*7}}', '${7*7}', '<script>alert(1)</script>', '</script><script>', 'javascript:alert(1)', '=cmd|\'/c calc\'!A1', 'NaN', 'Infinity', '-0', '-1', '1e999', '0x10', '9'.repeat(400), '١٢٣',
  'null', 'undefined', '[object Object]', '\uFEFF', '\u202E', '\u2028', '\uD800', '\uDFFF\uD800', '🤷‍♀️', 'ﷺ'.repeat(50), 'Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍'.repeat(5), 'İ', 'ß', '%', '%%', '%zz', '%u0041', '%00', '%2e%2e%2f', '*'.repeat(300), '('.repeat(300), '['.repeat(2000),
] as const

/** Any text, preferably one that somebody's code has stumbled over. */
export const nastyText: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...known) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  { weight: 1, arbitrary: fc.nat({ max: 40_000 }).map(length => 'A'.repeat(length)) },
)

/** Bytes that are no UTF-8, among others. */
export const nastyBytes: fc.Arbitrary<Buffer> = fc.oneof(
  fc.uint8Array({ maxLength: 40 }).map(bytes => Buffer.from(bytes)),
  fc.constantFrom('ff', 'fe', 'c0af', 'c080', 'e282', 'eda080', 'f4908080', 'f8a1a1a1a1', '00', '0d0a0d0a', 'efbbbf').map(hex => Buffer.from(hex, 'hex')),
)

/** A text as it may stand in a query or a form: escaped well, escaped badly, or not at all. Characters are bytes. */
export const onTheWire = (text: fc.Arbitrary<string>): fc.Arbitrary<string> => fc.oneof(
  { weight: 3, arbitrary: text.map(each => encodeURIComponent(each.toWellFormed())) },
  { weight: 1, arbitrary: text.map(latin1) },
  { weight: 1, arbitrary: fc.constantFrom('%', '%f', '%zz', '%E0%A4%A', '%c0%af', '%ff%fe', '%ED%A0%80', '%00', '+%+', '%25%25%32%35', '&&&', '=', ';') },
  { weight: 1, arbitrary: nastyBytes.map(latin1) },
)

/** How a name of a field is written when it should mean more than itself to whoever reads it like PHP or qs does. */
export const bentName = (name: string): fc.Arbitrary<string> => fc.constantFrom(
  `${name}[]`, `${name}[0]`, `${name}[a][b][c]`, `${name}[__proto__]`, `__proto__[${name}]`, `constructor[prototype][${name}]`, `${name}[`, `${name}]`, `[${name}]`, `${name}.x`, ` ${name}`, `${name}%00`, name.toUpperCase(), `${name}${'[a]'.repeat(500)}`, '',
)

/** JSON that goes down so many levels. */
export const deepJson: fc.Arbitrary<string> = fc.tuple(fc.constantFrom(['[', ']'], ['{"a":', '}'], ['{"__proto__":', '}'], ['[{"a":[', ']}]']), fc.constantFrom(10, 1000, 10_000))
  .map(([[open = '', close = ''], depth]) => `${open.repeat(depth)}1${close.repeat(depth)}`)

/** JSON that is none. */
export const brokenJson: fc.Arbitrary<string> = fc.constantFrom('', ' ', '{', '[', '"', '{"a":}', '{a:1}', '[1,]', '\'a\'', 'undefined', 'NaN', '01', '{"a":1}}', '{"a":1}\0', '\uFEFF{}', '/**/{}', '"\u0001"', '[' + ','.repeat(500) + ']')
