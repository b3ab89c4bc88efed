import { tmpdir } from 'node:os'
import { expect, it } from 'vitest'
import { runInProcess } from '../../hard/part-process'

const context = { seed: 1, entry: '/nowhere/server/index.mjs', folder: tmpdir() }
const ignore = () => {}

it('says why a part could not be carried out, and ends one that is not done in time', async () => {
  await Promise.all([
    expect(runInProcess({ name: 'crash', context }, 60_000, ignore)).rejects.toThrow('not built'),
    expect(runInProcess({ name: 'crash', context }, 6, ignore)).rejects.toThrow('not done after 0.0001 minutes'),
  ])
}, 60_000)
