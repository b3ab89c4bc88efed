import type { SettingsChange, SettingsState } from '../../../../shared/settings'
import { usualRules } from '../../../../shared/settings'
import { complain, unless } from '../operation'
import type { Operation } from '../operation'
import type { Stage } from '../stage'

/** Another morning than before: the rule, its version and its line of the audit are written, or none of them. */
export function saveSettings(stage: Stage): Operation {
  const { clients: { admin }, settings, world } = stage
  const { version } = settings
  const morning = `0${6 + version % 4}:${String(version % 60).padStart(2, '0')}`
  const change: SettingsChange = { version, rules: { ...usualRules, morning } }
  const send = () => admin.call('PUT', '/api/admin/settings', change)
  const read = async () => await (await admin.call('GET', '/api/admin/settings')).json() as SettingsState
  const audited = () => world.database.rows(`SELECT 1 FROM audit_log WHERE action = 'rules'`).length
  let isAcknowledged = false
  return {
    kind: 'save settings',
    async run() {
      const answer = await send()
      isAcknowledged = answer.ok
      return unless([200], 'Saving settings', answer)
    },
    async verify() {
      const found = await read()
      const again = await unless([200, 409], 'Saving settings again', await send())
      const after = await read()
      settings.version = version + 1
      settings.changes += 1
      return [
        ...complain(isAcknowledged && found.version !== version + 1, 'Settings were acknowledged and are gone'), ...again,
        ...complain(after.version !== version + 1 || after.rules.morning !== morning, `Settings, saved twice, are version ${after.version} after ${version}`),
        ...complain(audited() !== settings.changes, `${audited()} lines of audit for ${settings.changes} changes`),
      ]
    },
  }
}
