/**
 * Takes the picture of the README: `npm run picture`, after a build for tests (`npm run test:e2e`).
 * Light and dark are both worth a look; the light one is kept.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { chromium } from '@playwright/test'
import { people, tasks } from '../tests/e2e/support/acme'
import { PortalPage } from '../tests/e2e/support/portal-page'
import { installOverTheWire, newNote, openTaskOverTheWire } from '../tests/e2e/support/wire'
import { startWorld } from '../tests/e2e/support/world'
import { buildApp, buildPortalPage } from './lib/build.mjs'
import { chromiumArguments, findChromium } from './lib/chromium.mjs'
import { root, say } from './lib/terminal.mjs'

const written: [keyof typeof people, string, 'team' | 'private'][] = [
  ['employee2', 'Draft 2 loses its green in print: the fabric comes out grey. Draft 3 holds.', 'team'],
  ['employee1', 'The printer needs the final file by Thursday noon, 3 mm bleed, colours as FOGRA39.', 'team'],
  ['admin', 'Ask Priya whether she wants the trade-fair banner as well before I promise it.', 'private'],
]

if (!await buildPortalPage() || !await buildApp('app-for-tests')) process.exit(1)
const folder = mkdtempSync(path.join(tmpdir(), 'sidenote-picture-'))
const world = await startWorld(folder)
const browser = await chromium.launch({ ...findChromium(), args: chromiumArguments })
try {
  await installOverTheWire(world)
  for (const [who, text, visibility] of written) {
    const session = await openTaskOverTheWire(world, people[who], tasks.everybody)
    const note = newNote(text, { visibility })
    await session.call('POST', '/api/notes', note)
    if (who === 'employee1') await session.call('PATCH', `/api/notes/${note.id}`, { pinned: true })
  }
  const page = await browser.newPage({ viewport: { width: 1360, height: 940 }, deviceScaleFactor: 1.5 })
  const portal = new PortalPage(page, () => world.portals.acme.origin)
  await portal.loginAs('admin')
  const notes = await portal.openTask(tasks.everybody)
  await notes.notes.last().scrollIntoViewIfNeeded()
  await notes.frame.getByTestId('subject-title').first().scrollIntoViewIfNeeded()
  await page.mouse.move(0, 0)
  const picture = path.join(root, 'docs/images/sidenote.png')
  await page.screenshot({ path: picture, animations: 'disabled' })
  say(`✓ ${path.relative(root, picture)}`)
}
finally {
  await browser.close()
  await world.stop()
  rmSync(folder, { recursive: true, force: true })
}
