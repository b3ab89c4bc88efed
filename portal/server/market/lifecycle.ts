import { applicationToken } from '../core/random'
import type { Portal, World } from '../core/world'
import { sendToHandlers } from '../events/send'

function nextApplicationToken(world: World, portal: Portal): string {
  portal.tokenTurn += 1
  return applicationToken(portal.memberId, world.app.clientId, world.app.clientSecret, portal.tokenTurn)
}

/**
 * "Install" in the Market: the row appears. With an installer address it stays INSTALLED=N until `installFinish`;
 * without one the app is ready at once. Nothing is bound yet, so nobody hears of it.
 */
export function install(world: World, portal: Portal): void {
  if (portal.installation) return
  portal.installation = {
    version: world.app.version,
    finished: world.app.installUrl === '',
    status: 'F',
    scopes: [...world.app.scopes],
    applicationToken: nextApplicationToken(world, portal),
  }
}

/**
 * `installFinish`: INSTALLED=Y and ONAPPINSTALL to the handlers that are bound by now (published source, the
 * component's `set_installed` and `AppTable::install`).
 */
export function finishInstall(world: World, portal: Portal, userId: number): boolean {
  if (!portal.installation) return false
  portal.installation.finished = true
  sendToHandlers(world, portal, {
    event: 'ONAPPINSTALL',
    data: { VERSION: portal.installation.version, ACTIVE: 'Y', INSTALLED: 'Y', LANGUAGE_ID: portal.language },
    userId,
    refresh: true,
  })
  return true
}

/**
 * A new version. An app with an installer becomes "not installed" again (published source, `application.php`), and its
 * application token changes. ONAPPUPDATE goes out first, while the handlers still exist and count as installed.
 */
export function update(world: World, portal: Portal, userId: number, removeHandlers = world.updateRemovesHandlers): void {
  const row = portal.installation
  if (!row) return
  const previous = row.version
  row.version = Math.max(world.app.version, previous + 1)
  row.scopes = [...world.app.scopes]
  row.applicationToken = nextApplicationToken(world, portal)
  sendToHandlers(world, portal, {
    event: 'ONAPPUPDATE',
    data: { VERSION: row.version, PREVIOUS_VERSION: previous, LANGUAGE_ID: portal.language },
    userId,
    refresh: true,
  })
  row.finished = world.app.installUrl === ''
  if (removeHandlers) portal.handlers = []
}

/**
 * Deletion: ONAPPUNINSTALL, without tokens, is made before handlers and placements go (published source,
 * `CRestUtil::CleanApp`); then the authorization server forgets the portal's tokens. `tokensLiveMs` keeps them alive a
 * while longer, because nothing promises that the event is slower than that.
 */
export function uninstall(world: World, portal: Portal, { clean, tokensLiveMs = 0 }: { clean: boolean, tokensLiveMs?: number }): void {
  if (!portal.installation) return
  sendToHandlers(world, portal, {
    event: 'ONAPPUNINSTALL',
    data: { LANGUAGE_ID: portal.language, CLEAN: clean ? 1 : 0 },
    userId: null,
  })
  portal.handlers = []
  portal.placements = []
  portal.crm.types = []
  portal.installation = null
  portal.frames.clear()
  if (clean) {
    portal.appOptions = {}
    portal.userOptions.clear()
  }
  if (tokensLiveMs <= 0) {
    world.tokens.revokeAll(portal.key)
    return
  }
  portal.forgottenAt = Date.now() + tokensLiveMs
  // Reinstalling meanwhile keeps what was issued since: only tokens of the old installation die.
  const cut = portal.tokenTurn
  setTimeout(() => {
    if (portal.tokenTurn === cut) world.tokens.revokeAll(portal.key)
  }, tokensLiveMs).unref()
}
