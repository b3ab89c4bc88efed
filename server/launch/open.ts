import type { Portal } from '#db/repositories/portals'
import type { User } from '#db/repositories/users'
import { AppError } from '#shared/errors'
import { languageOf } from '#shared/languages'
import type { Launch, PageState } from '#shared/launch'
import { userPath } from '#shared/paths'
import type { Destination, PlacementCode } from '#shared/placements'
import { findPlacement } from '#shared/placements'
import { pageRulesOf, rulesOf, spokenLanguage } from '#shared/settings'
import { applicationTokenPurpose } from '../events/application-token'
import { grantSession } from '../session/session'
import { restoreWorker } from '../placements/worker'
import type { Services } from '../services'
import { OptionsError } from './options-error'
import { findPerson } from './person'
import type { Proven } from './prove'
import { loadView } from './views'

/** What a launch asks to see, once it is known who asks. */
export interface Request {
  /** Path of the page; `/install` is the installer. */
  path: string
  placement: string
  placementOptions: unknown
  /** `LANG` of the wire. */
  language: string
  /** From the launch form; stored only from an administrator's installation. */
  applicationToken?: string
}

/**
 * From a proven caller to the state their page starts from: person, session, and what the page shows at first paint.
 * A caller who was proven before costs no outbound call, as long as the answers about them are fresh.
 * @throws OptionsError when the place sent options that mean nothing; AppError when the portal cannot be asked, or the page
 *   does not belong to the placement
 */
export async function openPage(proven: Proven, request: Request, services: Services): Promise<PageState> {
  const { keyring, clock } = services
  const installing = request.path === '/install'
  const destination = installing ? installer : destinationOf(request, proven.userId)
  const user = await findPerson(proven.portal.id, proven.userId, services, { fresh: installing })
  const portal = await adopted(proven.portal, user, request, services)
  // Beside the launch, never in its way.
  void services.running.track(restoreWorker(portal, user, services))
  const rules = rulesOf(await services.repositories.settings.find(portal.id))

  const launch: Launch = {
    portal: { origin: portal.origin },
    appCode: services.config.bitrix24.appCode,
    user: { id: user.userId, name: user.name, photo: user.photo, path: userPath(user.userId), isAdmin: user.isAdmin, timeZone: user.timeZone },
    language: spokenLanguage(request.language, rules),
    placement: findPlacement(request.placement) ? request.placement as PlacementCode : 'DEFAULT',
    view: destination.view,
    slider: destination.slider === true,
    subject: destination.subject,
    rules: pageRulesOf(rules),
  }
  const session = await grantSession(keyring, { portalId: portal.id, epoch: portal.epoch, userId: user.userId }, clock())
  if (portal.status !== 'installed' && !installing) return { status: 'not-installed', launch, session }
  return { status: 'launched', launch, session, data: await loadView({ portal, user }, destination, services) }
}

const installer: Destination = { view: 'install', subject: null }

function destinationOf(request: Request, viewerId: number): Destination {
  const entry = findPlacement(request.placement)
  if (!entry || entry.page !== request.path) throw new AppError('bad_request', 'This page does not belong to this placement')
  const destination = entry.resolve(request.placementOptions, viewerId)
  if (!destination) throw new OptionsError(entry.code, entry.misses(request.placementOptions))
  return destination
}

/**
 * An administrator who opens the installer, or any page of a portal that nobody speaks for any more, speaks for it from
 * now on. Only then is the launch's application token believed: it passes through every employee's browser.
 */
async function adopted(portal: Portal, user: User, request: Request, { repositories, keyring, clock }: Services): Promise<Portal> {
  if (!user.isAdmin) return portal
  const installs = request.path === '/install' || portal.status !== 'installed'
  const speaker = portal.installerId === null ? undefined : await repositories.tokens.find(portal.id, portal.installerId)
  if (!installs && speaker?.state === 'live') return portal
  await repositories.portals.adopt(portal.id, {
    userId: user.userId,
    applicationTokenHash: installs && request.applicationToken ? keyring.hash(request.applicationToken, applicationTokenPurpose) : null,
    language: installs ? languageOf(request.language) : null,
  }, clock())
  return await repositories.portals.findById(portal.id) ?? portal
}
