import type { Portal } from '#db/repositories/portals'
import { AppError } from '#shared/errors'
import type { InstallationStep, ItemOutcome, ItemReport, StepReport } from '#shared/installation'
import type { Rest } from '../bitrix24/types'
import { eventsPath, lifecycleEvents } from '../events/lifecycle'
import { reconcileFieldTypes } from '../fields/reconcile'
import { bringPlaces } from '../placements/places'
import type { Services } from '../services'
import { isAdministrator } from './administrator'
import { reconcileEvents } from './events'

/** Who installs, and where: a session that the server itself found to be an administrator's. */
export interface Installer { portal: Portal, userId: number }

type Needs = Pick<Services, 'config' | 'repositories' | 'restFor' | 'clock' | 'log'>

/**
 * Runs one step of the installer. Any step can run again at any time, on a portal in any state: what is right stays,
 * what is missing or outdated is made right.
 * @returns what became of each placement, field type or event
 * @throws AppError `admin_required`, or why the portal cannot be used now (`portal_unavailable`, `portal_busy`, …)
 * @see settings/app-installation/installation-finish
 */
export async function runInstallationStep(step: InstallationStep, installer: Installer, services: Needs): Promise<StepReport> {
  const { portal, userId } = installer
  const { repositories, restFor, clock, log } = services
  // After an uninstall that kept the notes the portal is known but closed; installing opens it again.
  if (portal.status === 'uninstalled') await repositories.portals.reopen(portal.id, clock())
  const items = await steps[step](installer, restFor(portal.id, userId), services)
  const report: StepReport = { step, outcome: items.every(({ outcome }) => isFine.has(outcome)) ? 'done' : 'partial', items }
  log.info({ portal: portal.id, user: userId, step, items }, `installation.step.${report.outcome}`)
  return report
}

/** A place that the portal does not have is nothing to try again. */
const isFine: ReadonlySet<ItemOutcome> = new Set(['added', 'kept', 'repaired', 'removed', 'unavailable'])

const steps: Record<InstallationStep, (installer: Installer, rest: Rest, services: Needs) => Promise<ItemReport[]>> = {
  // What administrators chose outlives an update, and an uninstall that keeps the notes.
  async placements({ portal }, rest, services) {
    // Rights can be taken away while a session lives, so the portal is asked again.
    if (!await isAdministrator(rest)) throw new AppError('admin_required', 'Only an administrator of the portal installs Sidenote')
    const { items, stopped } = await bringPlaces(portal, rest, services)
    if (stopped) throw stopped
    return items
  },

  fields: (_installer, rest, { config }) => reconcileFieldTypes(rest, config.origin),

  events: (_installer, rest, { config }) => reconcileEvents(rest, lifecycleEvents, `${config.origin}${eventsPath}`),

  // The page calls the frame's installFinish after this one; only then does Bitrix24 show widgets and send events.
  async finish({ portal }, _rest, { repositories, clock }) {
    await repositories.portals.markInstalled(portal.id, clock())
    return []
  },
}
