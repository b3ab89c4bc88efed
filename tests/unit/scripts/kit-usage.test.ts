import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { kitUsage } from '../../../scripts/lib/kit-usage.mjs'

let folder = ''
const write = (file: string, text: string) => {
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true })
  writeFileSync(path.join(folder, file), text)
}
const usage = () => kitUsage([path.join(folder, 'ours')], path.join(folder, 'kit'))

beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'sidenote-kit-'))
  write('kit/components/Modal.vue', 'import theme from "#build/b24ui/modal";\nimport B24Button from "./Button.vue";\nimport { tv } from "../utils/tv";')
  write('kit/components/Button.vue', 'import theme from \'#build/b24ui/button\'')
  write('kit/components/content/Toc.vue', 'import theme from "#build/b24ui/content/toc"')
  write('kit/components/Table.vue', 'import theme from "#build/b24ui/table"')
  write('kit/utils/tv.js', 'import "./prefix/index.js"')
  write('kit/utils/prefix/index.js', 'export default "--from-the-kit"')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it('finds nothing where nothing is used', () => {
  write('ours/page.vue', '<template><B24Unknown /><table /></template>')
  expect(usage().themes).toEqual([])
})

it('finds what is used, lazily too, with what that uses in turn', () => {
  write('ours/page.vue', '<template><LazyB24Modal v-if="open" /><B24Toc /></template>')
  const { themes, texts } = usage()
  expect(themes).toEqual(['button', 'content/toc', 'modal'])
  expect(texts.join()).toContain('--from-the-kit')
})
