/** The parts of the settings page; `tab` of an `openApplication({ view: 'settings', tab })`. */
export const settingsTabs = ['places', 'fields', 'rules', 'data', 'health', 'audit'] as const
export type SettingsTab = typeof settingsTabs[number]
