import type { MarketAnswer } from '../../shared/contract'
import { api } from '../data/api'
import { loadPortal } from '../data/portal'

/** Installs the app, brings its next version, or removes it. Administrators only; reloads the portal's state. */
export async function marketAction(action: 'install' | 'update' | 'uninstall', body: { clean?: boolean } = {}): Promise<void> {
  await api.post<MarketAnswer>(`market/${action}`, body)
  await loadPortal()
}
