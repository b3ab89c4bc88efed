import type { Portal } from '#db/repositories/portals'
import type { User } from '#db/repositories/users'
import type { ErrorCode } from '#shared/errors'
import { AppError } from '#shared/errors'
import type { PageData } from '#shared/launch'
import type { Destination } from '#shared/placements'
import type { SubjectCard, SubjectKey, SubjectRef } from '#shared/subjects'
import { subjectKey } from '#shared/subjects'
import { dayBounds } from '#shared/time-zones'
import { erasureOf } from '../data/overview'
import { listFollowUpsBetween, listOpenFollowUps } from '../follow-ups/follow-ups'
import { findMessage } from '../messages/message'
import { listRecentNotes, listSubjectNotes, openNote } from '../notes/notes'
import { listTaskNotes } from '../notes/task-list'
import type { Services } from '../services'
import { openSettings } from '../settings/settings'
import { openSubject } from '../subjects/access'
import { listTemplates } from '../templates/templates'
import { inTime } from './patience'

/** Who opens the page. */
export interface Opener { portal: Portal, user: User }

type Loader<View> = (viewer: Opener, destination: View, services: Services) => Promise<PageData>
type Of<View extends Destination['view']> = Extract<Destination, { view: View }> & { view: View }

/** What each view shows at first paint. */
const loaders: { [View in Destination['view']]: Loader<Of<View>> } = {
  install: async () => ({ view: 'install' }),
  calls: async () => ({ view: 'calls' }),
  worker: async () => ({ view: 'worker' }),

  async settings({ portal, user }, { tab }, services) {
    if (!user.isAdmin) throw new AppError('admin_required', 'Only an administrator of the portal sees its settings')
    return { view: 'settings', tab, settings: await openSettings(portal.id, services), erasure: await erasureOf(portal, services) }
  },

  async home(viewer, _destination, services) {
    return { view: 'home', recent: await listRecentNotes(viewer, {}, services), followUps: await listOpenFollowUps(viewer, {}, services) }
  },

  async chats(viewer, _destination, services) {
    const kind = 'chat'
    return { view: 'chats', recent: await listRecentNotes(viewer, { kind }, services), followUps: await listOpenFollowUps(viewer, { kind }, services) }
  },

  note: async (viewer, { noteId }, services) => ({ view: 'note', page: await openNote(viewer, noteId ?? '', services) }),
  subject: async (viewer, { subject }, services) => ({ view: 'subject', notes: await listSubjectNotes(viewer, keyOf(subject), undefined, services) }),
  list: async (viewer, { subject }, services) => ({ view: 'list', list: await listTaskNotes(viewer, keyOf(subject), undefined, services) }),

  async templates(viewer, { subject }, services) {
    const [chat, { templates }] = await Promise.all([cardOrNone(viewer, subject, services), listTemplates(viewer, undefined, services)])
    return { view: 'templates', chat, templates }
  },

  async message(viewer, { subject, messageId }, services) {
    const notes = await listSubjectNotes(viewer, keyOf(subject), undefined, services)
    const rest = services.restFor(viewer.portal.id, viewer.user.userId)
    return { view: 'message', notes, message: notes.subject.dialog ? await findMessage(rest, notes.subject.dialog, messageId) : null }
  },

  // The phone is ringing: whatever Bitrix24 is slow about is left out.
  async call(viewer, { subject, call }, services) {
    const [notes, related, { templates }] = await Promise.all([
      subject && inTime(listSubjectNotes(viewer, keyOf(subject), undefined, services)),
      Promise.all(call.related.map(ref => inTime(openSubject(viewer.portal.id, viewer.user.userId, keyOf(ref), services)))),
      listTemplates(viewer, 'call', services),
    ])
    return { view: 'call', call, notes, related: related.filter(card => card !== null), templates }
  },

  async calendar(viewer, { range, owner }, services) {
    const { from, to } = dayBounds(range, viewer.user.timeZone)
    return { view: 'calendar', range, owner: owner ?? `user-${viewer.user.userId}`, followUps: await listFollowUpsBetween(viewer, { from, to }, services) }
  },

  field: async (viewer, { subject, field }, services) => ({ view: 'field', field, subject: await cardOrNone(viewer, subject, services) }),
}

/** What concerns this subject, note or person alone, and not the launch. */
const inPage: ReadonlySet<ErrorCode> = new Set(['subject_denied', 'note_not_found', 'admin_required'])

/**
 * What the view shows; a refusal that concerns only this subject or note is shown inside the page.
 * @throws AppError when the portal cannot be asked
 */
export async function loadView(viewer: Opener, destination: Destination, services: Services): Promise<PageData> {
  try {
    return await (loaders[destination.view] as Loader<Destination>)(viewer, destination, services)
  }
  catch (error) {
    if (error instanceof AppError && inPage.has(error.code)) return { view: 'refused', code: error.code }
    throw error
  }
}

/** A link can name a subject that there is none of: to the person that is the same as one they may not see. */
function keyOf(subject: SubjectRef | null): SubjectKey {
  if (!subject) throw new AppError('subject_denied', 'There is no such subject')
  return subjectKey(subject.kind, subject.id)
}

/** The card of what stands beside the page's own matter: without it the page works too. */
async function cardOrNone(viewer: Opener, subject: SubjectRef | null, services: Services): Promise<SubjectCard | null> {
  return subject && inTime(openSubject(viewer.portal.id, viewer.user.userId, keyOf(subject), services))
}
