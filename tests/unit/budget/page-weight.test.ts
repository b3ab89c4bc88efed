import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { filesNamedIn, weightOf } from '../../support/page-weight'

const folder = mkdtempSync(path.join(tmpdir(), 'sidenote-weight-'))
afterAll(() => rmSync(folder, { recursive: true }))

it('what a page names is found in whichever order its attributes stand, each file once', () => {
  expect(filesNamedIn(`
    <script>const inline = '<link>'</script>
    <link rel="stylesheet" href="/_nuxt/entry.css" crossorigin>
    <link rel="modulepreload" nonce="n" as="script" crossorigin href="/_nuxt/entry.js">
    <link href="/_nuxt/page.js" crossorigin as="script" rel="modulepreload">
    <link rel="preload" as="script" href="/_nuxt/early.js"><link rel="preload" as="fetch" href="/api/early">
    <script nonce="n" type="module" src="/_nuxt/entry.js" crossorigin></script>
    <link rel="prefetch" as="script" crossorigin href="/_nuxt/later.js">
    <link rel="icon" href="/icon.svg">`)).toEqual({
    scripts: ['/_nuxt/entry.js', '/_nuxt/page.js', '/_nuxt/early.js'],
    styles: ['/_nuxt/entry.css'],
    prefetched: ['/_nuxt/later.js'],
  })
})

it('a file weighs what the build compressed it to, where it did', () => {
  writeFileSync(path.join(folder, 'large.js'), 'x'.repeat(2000))
  writeFileSync(path.join(folder, 'large.js.gz'), 'x'.repeat(30))
  writeFileSync(path.join(folder, 'small.js'), 'x'.repeat(45))
  expect(weightOf(['/large.js', '/small.js'], folder)).toBe(75)
  expect(() => weightOf(['/missing.js'], folder)).toThrow('missing.js')
})
