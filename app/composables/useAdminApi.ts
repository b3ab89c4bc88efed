import type { PlacesReport, PlacesState, SettingsChange, SettingsState } from '#shared/settings'

/** What only administrators ask of our server. Every method throws {@link Problem}. */
export function useAdminApi() {
  const { call } = useApi()

  return {
    settings: () => call<SettingsState>('GET', '/api/admin/settings'),
    saveSettings: (change: SettingsChange) => call<SettingsState>('PUT', '/api/admin/settings', change),
    /** Asks the portal. */
    places: () => call<PlacesState>('GET', '/api/admin/places'),
    /** Makes the portal as it is wanted. */
    reconcilePlaces: () => call<PlacesReport>('POST', '/api/admin/places/reconcile', {}),
  }
}
