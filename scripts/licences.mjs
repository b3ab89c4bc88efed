// @ts-check
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { licencesDocument, licencesOf } from './lib/licences.mjs'
import { root, say } from './lib/terminal.mjs'

const { packages } = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8'))
writeFileSync(path.join(root, 'docs/licences.md'), licencesDocument(packages))
const { refused } = licencesOf(packages)
for (const each of refused) say(`Not allowed: ${each}`)
process.exitCode = refused.length > 0 ? 1 : 0
