import { describe, expect, it } from 'vitest'
import { listAudit } from '../../../server/audit/audit'
import { openSettings, saveSettings } from '../../../server/settings/settings'
import type { SettingsChange } from '../../../shared/settings'
import { usualRules } from '../../../shared/settings'
import { createTestClock, createTestDatabase } from '../support/database'

async function createWorld() {
  const repositories = createTestDatabase()
  const clock = createTestClock()
  const services = { repositories, clock }
  const add = (memberId: string) => repositories.portals.record({
    memberId, clientEndpoint: `https://${memberId}.test/rest/`, origin: `https://${memberId}.test`, oauthServer: 'https://oauth.test', scopes: '', appVersion: 1,
  }, clock())
  const portal = await add('acme')
  const save = (change: SettingsChange, userId = 1) => saveSettings({ portal, user: { userId } }, change, services)
  const audit = async () => (await listAudit(portal.id, undefined, services)).entries.map(({ action, details }) => [action, details]).reverse()
  return { add, portal, services, save, audit }
}

describe('settings of a portal', () => {
  it('are replaced place by place, and nobody overwrites what they did not see', async () => {
    const { add, services, save } = await createWorld()
    expect(await save({ version: 0, places: { CALL_CARD: { on: false }, LEFT_MENU: { on: true } } })).toMatchObject({ version: 1 })
    await expect(save({ version: 0, places: { CALL_CARD: { on: true } } }, 2)).rejects.toMatchObject({ code: 'settings_changed' })
    expect(await save({ version: 1, rules: { ...usualRules, morning: '08:00' } }, 2)).toMatchObject({
      version: 2, places: { CALL_CARD: { on: false }, LEFT_MENU: { on: true } }, rules: { morning: '08:00' },
    })
    expect(await openSettings((await add('globex')).id, services)).toEqual({ version: 0, places: {}, rules: usualRules })
  })

  it('store of rules what is not usual, and what is usual again no more', async () => {
    const { portal, services, save } = await createWorld()
    const stored = async () => (await services.repositories.settings.find(portal.id)).rules
    await save({ version: 0, rules: { ...usualRules, morning: '08:00', visibility: { day: 'team', user: 'private', deal: 'private', task: 'team' } } })
    expect(await stored()).toEqual({ morning: '08:00', visibility: { day: 'team', deal: 'private' } })
    expect((await openSettings(portal.id, services)).rules).toEqual({ ...usualRules, morning: '08:00', visibility: { user: 'private', day: 'team', deal: 'private' } })
    await save({ version: 1, rules: usualRules })
    expect(await stored()).toEqual({})
  })

  it('leave a line for each rule, and for each kind of subject', async () => {
    const { save, audit } = await createWorld()
    await save({ version: 0, rules: { ...usualRules, languages: ['de'], remindBefore: 15, visibility: { deal: 'private', day: 'private', user: 'team' } } })
    expect(await audit()).toEqual([
      ['rules', { code: 'remindBefore', before: '0', after: '15' }],
      ['rules', { code: 'languages', before: 'en, de', after: 'de' }],
      ['rules', { code: 'visibility.user', before: 'private', after: 'team' }],
      ['rules', { code: 'visibility.deal', before: 'team', after: 'private' }],
    ])
  })

  it('leave a line for each thing that changed, also when it is as shipped again', async () => {
    const { save, audit } = await createWorld()
    await save({ version: 0, places: { CALL_CARD: { on: false, titles: { de: 'Anrufe' } }, LEFT_MENU: {} } })
    await save({ version: 1, places: { CALL_CARD: {} } })
    await save({ version: 2, places: { CALL_CARD: { on: true } } })
    expect(await audit()).toEqual([
      ['place_off', { code: 'CALL_CARD' }],
      ['place_titles', { code: 'CALL_CARD', before: '', after: 'de: Anrufe' }],
      ['place_on', { code: 'CALL_CARD' }],
      ['place_titles', { code: 'CALL_CARD', before: 'de: Anrufe', after: '' }],
    ])
  })
})
