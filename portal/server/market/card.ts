import type { MarketApp } from '../../shared/contract'
import { appTitle, type Portal, type World } from '../core/world'

/** The app's card as this portal's Market shows it. */
export function marketCard(world: World, portal: Portal): MarketApp {
  const row = portal.installation
  return {
    id: portal.appId,
    code: world.app.code,
    name: appTitle(world, portal),
    description: world.app.description,
    version: row?.version ?? world.app.version,
    scopes: row?.scopes ?? world.app.scopes,
    state: row === null ? 'none' : row.finished ? 'installed' : 'installing',
  }
}
