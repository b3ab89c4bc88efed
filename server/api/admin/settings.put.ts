import { SettingsChangeSchema } from '#shared/settings'
import { useServices } from '../../services'
import { saveSettings } from '../../settings/settings'
import { defineApi, readJson } from '../../utils/api'
import { requireAdmin } from '../../utils/session'

/** Saves settings, unless somebody else did meanwhile. */
export default defineApi(async (event) => {
  const administrator = await requireAdmin(event)
  const change = await readJson(event, SettingsChangeSchema)
  return saveSettings(administrator, change, useServices())
})
