import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { licencesDocument, licencesOf } from '../../../scripts/lib/licences.mjs'

const read = (file: string) => readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8')
const { packages } = JSON.parse(read('package-lock.json')) as { packages: Parameters<typeof licencesOf>[0] }

it('every package we build from is under a licence that we allow', () => {
  expect(licencesOf(packages).refused).toEqual([])
})

it('the document names them all: npm run licences', () => {
  expect(read('docs/licences.md')).toBe(licencesDocument(packages))
})

it('a licence that nobody has allowed is refused, also when it is missing; of alternatives one is enough', () => {
  const { refused, byLicence } = licencesOf({
    '': {}, 'node_modules/a': { license: 'GPL-3.0-only' }, 'node_modules/b': {}, 'node_modules/b/node_modules/@c/d': { license: '(GPL-2.0 OR MIT)' },
    'node_modules/e': { license: 'MPL-2.0' }, 'node_modules/lightningcss-linux-x64-gnu': { license: 'MPL-2.0' }, 'node_modules/tool': { license: 'GPL-3.0-only', dev: true },
  })
  expect(refused).toEqual(['a: GPL-3.0-only', 'b: none', 'e: MPL-2.0'])
  expect(byLicence.get('MIT')).toEqual(['@c/d'])
})
