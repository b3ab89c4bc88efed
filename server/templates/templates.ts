import type { Template, TemplatesRepository } from '#db/repositories/templates'
import type { User } from '#db/repositories/users'
import { AppError } from '#shared/errors'
import type { NewTemplate, TemplateChange, TemplateKind, TemplateList, TemplateView } from '#shared/templates'
import { templateLimit } from '#shared/templates'
import type { Services } from '../services'

/** Who looks or writes; made from a session, never from a request's body. */
export interface TemplateViewer { portal: { id: number }, user: Pick<User, 'userId' | 'isAdmin'> }

type Needs = Pick<Services, 'repositories' | 'clock'>

/** The viewer's own templates and the portal's, by folder and title; of one kind when asked so. */
export async function listTemplates(viewer: TemplateViewer, kind: TemplateKind | undefined, { repositories }: Pick<Services, 'repositories'>): Promise<TemplateList> {
  const rows = await repositories.templates.list({ portalId: viewer.portal.id, userId: viewer.user.userId, kind, limit: templateLimit })
  return { templates: rows.map(row => viewOf(viewer, row)) }
}

/**
 * Writes a template. The id is the writer's: sent twice, it is written once.
 * @throws AppError `template_limit`; `bad_request` when the id is taken by somebody else's
 */
export async function writeTemplate(viewer: TemplateViewer, input: NewTemplate, { repositories: { templates }, clock }: Needs): Promise<TemplateView> {
  const portalId = viewer.portal.id
  const ownerId = viewer.user.userId
  const known = await templates.find(portalId, ownerId, input.id)
  if (!known) await requireRoom(viewer, templates)
  const now = clock()
  const template = known ?? await templates.insert({ portalId, ownerId, ...input, createdAt: now, updatedAt: now }) ?? await templates.find(portalId, ownerId, input.id)
  if (template?.ownerId !== ownerId) throw new AppError('bad_request', 'A template with this id exists already')
  return viewOf(viewer, template)
}

/**
 * Changes a template: one's own, or as an administrator a shared one. Only its owner makes a shared one personal again.
 * @throws AppError `template_not_found`, `template_changed` when somebody else changed it meanwhile, `bad_request` when somebody
 *   else's shared one shall become personal
 */
export async function changeTemplate(viewer: TemplateViewer, id: string, { version, ...set }: TemplateChange, { repositories: { templates }, clock }: Needs): Promise<TemplateView> {
  const changed = await templates.change({ ...editorOf(viewer), id, version, set, now: clock() })
  if (changed) return viewOf(viewer, changed)
  const now = await templates.find(viewer.portal.id, viewer.user.userId, id)
  if (!now || !mayEdit(viewer, now)) throw notFound()
  if (now.version !== version) throw new AppError('template_changed', 'The template was changed meanwhile')
  throw new AppError('bad_request', 'Only its owner makes a shared template personal')
}

/**
 * Deletes a template: one's own, or as an administrator a shared one; {@link restoreTemplate} brings it back until it is purged.
 * @throws AppError `template_not_found`
 */
export async function deleteTemplate(viewer: TemplateViewer, id: string, { repositories, clock }: Needs): Promise<void> {
  if (!await repositories.templates.remove({ ...editorOf(viewer), id, now: clock() })) throw notFound()
}

/** Brings a deleted template back as it was: same owner, same sharing. @throws AppError `template_not_found`, `template_limit` */
export async function restoreTemplate(viewer: TemplateViewer, id: string, { repositories: { templates } }: Pick<Services, 'repositories'>): Promise<TemplateView> {
  await requireRoom(viewer, templates)
  const template = await templates.restore({ ...editorOf(viewer), id })
  if (!template) throw notFound()
  return viewOf(viewer, template)
}

async function requireRoom({ portal, user }: TemplateViewer, templates: TemplatesRepository): Promise<void> {
  if (await templates.count(portal.id, user.userId) >= templateLimit) throw new AppError('template_limit', `There are ${templateLimit} templates already`)
}

const editorOf = ({ portal, user }: TemplateViewer) => ({ portalId: portal.id, userId: user.userId, isAdmin: user.isAdmin })

const mayEdit = ({ user }: TemplateViewer, { ownerId, shared }: Template) => ownerId === user.userId || (shared && user.isAdmin)

function viewOf(viewer: TemplateViewer, template: Template): TemplateView {
  const { id, kind, title, text, folder, shared, version } = template
  return { id, kind, title, text, folder, shared, version, editable: mayEdit(viewer, template) }
}

function notFound(): AppError {
  return new AppError('template_not_found', 'There is no such template, or it is not yours')
}
