import { checkSteps } from '../../shared/settings'
import { people } from './support/acme'
import { expect, test } from './support/fixtures'
import { SettingsPage } from './support/settings-page'
import { expectNoScrollbar } from './support/width'
import { installOverTheWire } from './support/wire'

const acme = { portal: 'acme' }

test('health tells what needs an administrator; a check shows each step, also when the portal is down', async ({ portal, page, world, allow }) => {
  await installOverTheWire(world)
  await portal.loginAs('admin')
  const { frame } = await SettingsPage.open(portal, 'health')
  const summary = frame.getByTestId('health-summary')
  await expect(summary).toHaveAttribute('data-state', 'healthy')
  await expect(frame.getByTestId('health-fact-missing')).toContainText('none')

  await frame.getByTestId('health-check-run').click()
  for (const step of checkSteps) await expect(frame.getByTestId(`health-check-${step}`)).toHaveAttribute('data-state', 'ok')
  await expectNoScrollbar(frame)

  // Bitrix24 removed the worker, the token of whoever speaks for the portal is dead, a right was not granted.
  world.database.advance(`UPDATE portals SET worker_removed_at = ?, scopes = replace(scopes, 'calendar', '')`, Date.now())
  world.database.advance(`UPDATE user_tokens SET state = 'dead' WHERE user_id = ?`, people.admin)
  await frame.getByTestId('health-refresh').click()
  await expect(summary).toHaveAttribute('data-state', 'troubled')
  for (const issue of ['worker_removed', 'speaker_gone', 'scopes_missing']) await expect(frame.getByTestId(`health-issue-${issue}`)).toBeVisible()
  await expect(frame.getByTestId('health-issue-scopes_missing')).toContainText('calendar')
  world.database.advance(`UPDATE user_tokens SET state = 'live' WHERE user_id = ?`, people.admin)

  // While the portal is down, everything we know ourselves is still there, and the check says what is wrong.
  world.control.setFaults({ ...acme, faults: { portalDown: true } })
  allow({ appLog: /rest\.call\.failed/ })
  await frame.getByTestId('health-check-run').click()
  for (const step of checkSteps) await expect(frame.getByTestId(`health-check-${step}`)).toHaveAttribute('data-state', /failed/)
  await expect(frame.getByTestId('health-check-token')).toContainText('did not answer')
  await frame.getByTestId('health-refresh').click()
  await expect(frame.getByTestId('health-error').first()).toContainText('portal_unavailable')
  world.control.setFaults({ ...acme, faults: { portalDown: false } })
  expect(await page.getByTestId('slider').count()).toBe(1)
})
