/**
 * Measures Sidenote against an empty page of the same kit (DESIGN §9), and prints one table: `npm run bench`.
 * docs/performance.md tells how to read it and which arguments there are.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { buildApp } from '../../scripts/lib/build.mjs'
import { root, say } from '../../scripts/lib/terminal.mjs'
import { bench, parts } from './bench'
import type { Part } from './bench'
import { writeIntoDocument } from './lib/document'
import { markdownOf } from './lib/table'
import { buildStockPage } from './stock/build'
import { describeMachine } from '../support/machine'

const { values: { quick, write, only } } = parseArgs({ options: { quick: { type: 'boolean' }, write: { type: 'boolean' }, only: { type: 'string' } } })
const wanted = only?.split(',') ?? Object.keys(parts)
const unknown = wanted.find(part => !(part in parts))
if (unknown !== undefined) {
  say(`There is no part "${unknown}"; there are: ${Object.keys(parts).join(', ')}.`)
  process.exit(1)
}
if (!await buildApp('app') || !await buildStockPage()) process.exit(1)

const started = Date.now()
const sections = await bench(wanted as Part[], { quick: quick === true })
const minutes = ((Date.now() - started) / 60_000).toFixed(1)
const report = markdownOf(sections, `${describeMachine()}, ${new Date(started).toISOString().slice(0, 10)}, in ${minutes} minutes${quick ? ', quickly' : ''}`)

const file = path.join(root, write ? 'docs/performance.md' : '.bench/report.md')
if (write) {
  writeIntoDocument(file, report)
}
else {
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, `${report}\n`)
}
say(`\n${report}\n\n${path.relative(root, file)}`)
// Connections that are kept for a next request would keep this process as well.
process.exit(0)
