import type { Portal, PortalsRepository } from '#db/repositories/portals'
import { AppError } from '#shared/errors'
import type { InstallationStep, ItemReport, StepReport } from '#shared/installation'
import type { PlacementEntry } from '#shared/placements'
import { bindablePlacements } from '#shared/placements'
import type { Rest, RestFor } from '../bitrix24/types'
import { eventsPath, lifecycleEvents } from '../events/lifecycle'
import { reconcileFieldTypes } from '../fields/reconcile'
import type { Log } from '../log'
import { reconcilePlacements } from '../placements/reconcile'
import { isAdministrator } from './administrator'
import { reconcileEvents } from './events'

/** Who installs, and where: a session that the server itself found to be an administrator's. */
export interface Installer { portal: Portal, userId: number }

export interface InstallationDeps {
  portals: PortalsRepository
  restFor: RestFor
  /** Our own public origin. */
  origin: string
  clock: () => number
  log: Log
  /** Placements to register; the catalogue's defaults unless somebody chose others. */
  wanted?: readonly PlacementEntry[]
}

const defaultPlacements = bindablePlacements.filter(entry => entry.binding?.byDefault)

/**
 * Runs one step of the installer. Any step can run again at any time, on a portal in any state: what is right stays,
 * what is missing or outdated is made right.
 * @returns what became of each placement, field type or event
 * @throws AppError `admin_required`, or why the portal cannot be used now (`portal_unavailable`, `portal_busy`, …)
 * @see settings/app-installation/installation-finish
 */
export async function runInstallationStep(step: InstallationStep, installer: Installer, deps: InstallationDeps): Promise<StepReport> {
  const { portal, userId } = installer
  // After an uninstall that kept the notes the portal is known but closed; installing opens it again.
  if (portal.status === 'uninstalled') await deps.portals.reopen(portal.id, deps.clock())
  const items = await steps[step](installer, deps.restFor(portal.id, userId), deps)
  const report: StepReport = { step, outcome: items.some(({ outcome }) => outcome === 'refused') ? 'partial' : 'done', items }
  deps.log.info({ portal: portal.id, user: userId, step, items }, `installation.step.${report.outcome}`)
  return report
}

const steps: Record<InstallationStep, (installer: Installer, rest: Rest, deps: InstallationDeps) => Promise<ItemReport[]>> = {
  async placements({ portal }, rest, { origin, wanted = defaultPlacements }) {
    // Rights can be taken away while a session lives, so the portal is asked again.
    if (!await isAdministrator(rest)) throw new AppError('admin_required', 'Only an administrator of the portal installs Sidenote')
    return reconcilePlacements({ rest, wanted, context: { origin, memberId: portal.memberId } })
  },

  fields: (_installer, rest, { origin }) => reconcileFieldTypes(rest, origin),

  events: (_installer, rest, { origin }) => reconcileEvents(rest, lifecycleEvents, `${origin}${eventsPath}`),

  // The page calls the frame's installFinish after this one; only then does Bitrix24 show widgets and send events.
  async finish({ portal }, _rest, { portals, clock }) {
    await portals.markInstalled(portal.id, clock())
    return []
  },
}
