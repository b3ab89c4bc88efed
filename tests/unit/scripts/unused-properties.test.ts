import { preprocessCSS, resolveConfig } from 'vite'
import { expect, it } from 'vitest'
import { withoutUnusedProperties } from '../../../scripts/lib/unused-properties.mjs'

const css = `
  :root { --used: 1px; --behind: 2px; --from-script: 3px; --nobody: 4px; --also-nobody: var(--nobody) }
  .dark { --nobody: 5px }
  .box { width: calc(var(--used) + var(--between)); --between: var(--behind) }
`

async function trimmed(file: string) {
  const removed = new Set<string>()
  const plugin = withoutUnusedProperties(new Set(['--from-script']), removed)
  const config = await resolveConfig({ configFile: false, css: { postcss: { plugins: [plugin] } } }, 'build')
  const { code } = await preprocessCSS(css, file, config)
  return { code, removed: [...removed].sort() }
}

it('takes out properties that nothing names, and rules that are empty then', async () => {
  const { code, removed } = await trimmed('/app/main.css')
  expect(removed).toEqual(['--also-nobody', '--nobody'])
  expect(code).not.toContain('nobody')
  expect(code).not.toContain('.dark')
  for (const kept of ['--used: 1px', '--behind: 2px', '--from-script: 3px', '--between: var(--behind)']) expect(code).toContain(kept)
})

it('leaves every other style sheet as it is', async () => {
  expect((await trimmed('/app/other.css')).code).toBe(css)
})
