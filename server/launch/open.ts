import type { Portal } from '#db/repositories/portals'
import type { User } from '#db/repositories/users'
import { AppError } from '#shared/errors'
import { languageOf } from '#shared/languages'
import type { Launch, PageData, PageState } from '#shared/launch'
import { userPath } from '#shared/paths'
import type { Destination, PlacementCode } from '#shared/placements'
import { findPlacement } from '#shared/placements'
import type { SubjectKey } from '#shared/subjects'
import { subjectKey } from '#shared/subjects'
import { listOpenFollowUps } from '../follow-ups/follow-ups'
import { listRecentNotes, listSubjectNotes, openNote } from '../notes/notes'
import { listTaskNotes } from '../notes/task-list'
import { applicationTokenPurpose } from '../events/application-token'
import { grantSession } from '../session/session'
import type { Services } from '../services'
import { findPerson } from './person'
import type { Proven } from './prove'

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
 * @throws AppError when the portal cannot be asked, or the placement or its options make no sense
 */
export async function openPage(proven: Proven, request: Request, services: Services): Promise<PageState> {
  const { keyring, clock } = services
  const installing = request.path === '/install'
  const destination = installing ? installer : destinationOf(request)
  const user = await findPerson(proven.portal.id, proven.userId, services, { fresh: installing })
  const portal = await adopted(proven.portal, user, request, services)

  const launch: Launch = {
    portal: { origin: portal.origin },
    user: { id: user.userId, name: user.name, photo: user.photo, path: userPath(user.userId), isAdmin: user.isAdmin, timeZone: user.timeZone },
    language: languageOf(request.language),
    placement: findPlacement(request.placement) ? request.placement as PlacementCode : 'DEFAULT',
    view: destination.view,
    slider: destination.slider === true,
    subject: destination.subject,
  }
  const session = await grantSession(keyring, { portalId: portal.id, epoch: portal.epoch, userId: user.userId }, clock())
  if (portal.status !== 'installed' && !installing) return { status: 'not-installed', launch, session }
  return { status: 'launched', launch, session, data: await dataFor({ portal, user }, destination, services) }
}

const installer: Destination = { view: 'install', subject: null }

function destinationOf(request: Request): Destination {
  const entry = findPlacement(request.placement)
  if (!entry || entry.page !== request.path) throw new AppError('bad_request', 'This page does not belong to this placement')
  const destination = entry.resolve(request.placementOptions)
  if (!destination) throw new AppError('bad_request', `PLACEMENT_OPTIONS of ${entry.code} are not as Bitrix24 documents them`)
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

/** What the view shows; a refusal that concerns only this subject or note is shown inside the page. */
async function dataFor(viewer: { portal: Portal, user: User }, destination: Destination, services: Services): Promise<PageData> {
  try {
    switch (destination.view) {
      case 'install': return { view: 'install' }
      case 'home': return { view: 'home', recent: await listRecentNotes(viewer, {}, services), followUps: await listOpenFollowUps(viewer, {}, services) }
      case 'note': return { view: 'note', page: await openNote(viewer, destination.noteId ?? '', services) }
      case 'subject': return { view: 'subject', notes: await listSubjectNotes(viewer, keyOf(destination), undefined, services) }
      case 'list': return { view: 'list', list: await listTaskNotes(viewer, keyOf(destination), undefined, services) }
    }
  }
  catch (error) {
    if (error instanceof AppError && (error.code === 'subject_denied' || error.code === 'note_not_found')) return { view: 'refused', code: error.code }
    throw error
  }
}

/** A link can name a subject that there is none of: to the person that is the same as one they may not see. */
function keyOf({ subject }: Destination): SubjectKey {
  if (!subject) throw new AppError('subject_denied', 'There is no such subject')
  return subjectKey(subject.kind, subject.id)
}
