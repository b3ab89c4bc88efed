import { buildIfOutdated } from '../../../scripts/lib/build.mjs'

/** Builds the stock page, unless it was built from the same files. @returns whether it is there */
export function buildStockPage(): Promise<boolean> {
  return buildIfOutdated({
    name: 'stock-page',
    title: 'Building the stock page (half a minute)',
    inputs: ['tests/bench/stock', 'package-lock.json'],
    output: '.bench/stock/output/server/index.mjs',
    args: ['nuxt', 'build', 'tests/bench/stock'],
    env: { NODE_ENV: 'production' },
  })
}
