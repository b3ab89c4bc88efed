import { gzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { bundleBackgroundWorker } from '../../../scripts/lib/background-worker.mjs'
import { workerPage } from '../../../server/utils/worker-page'
import { workerPageBudget } from '../../support/budgets'

it('the worker\'s page and program stay small', async () => {
  const page = workerPage(await bundleBackgroundWorker(), 'a nonce of 24 characters')
  const bytes = Buffer.byteLength(page)
  expect(bytes, `${bytes} bytes, ${gzipSync(page).length} compressed`).toBeLessThanOrEqual(workerPageBudget)
  expect(page).not.toMatch(/\b(?:src|href)=/)
}, 30_000)
