import type { Editor, Template, TemplatesRepository } from '#db/repositories/templates'
import type { User } from '#db/repositories/users'
import { AppError } from '#shared/errors'
import type { NewTemplate, TemplateChange } from '#shared/template-schemas'
import type { TemplateKind, TemplateList, TemplateView } from '#shared/templates'
import { rulesOf } from '#shared/settings'
import { templateLimit, templateReach } from '#shared/templates'
import type { Services } from '../services'

/** Who looks or writes; made from a session, never from a request's body. */
export interface TemplateViewer { portal: { id: number }, user: Pick<User, 'userId' | 'isAdmin'> }

type Needs = Pick<Services, 'repositories' | 'clock'>

/** The viewer's own templates and the portal's, by folder and title; of one kind when asked so. */
export async function listTemplates(viewer: TemplateViewer, kind: TemplateKind | undefined, { repositories }: Pick<Services, 'repositories'>): Promise<TemplateList> {
  const editor = await editorOf(viewer, repositories)
  const rows = await repositories.templates.list({ portalId: viewer.portal.id, userId: viewer.user.userId, kind, limit: templateLimit })
  return { templates: rows.map(row => viewOf(editor, row)) }
}

/**
 * Writes a template. The id is the writer's: sent twice, it is written once.
 * @throws AppError `template_limit`, `template_administrators_only` when only they share; `bad_request` when the id is taken by somebody else's
 */
export async function writeTemplate(viewer: TemplateViewer, input: NewTemplate, { repositories, clock }: Needs): Promise<TemplateView> {
  const { templates } = repositories
  const editor = await editorOf(viewer, repositories)
  const { portalId, userId: ownerId } = editor
  const known = await templates.find(portalId, ownerId, input.id)
  if (!known) await requireRoom(viewer, templates)
  if (!known && input.shared) requireSharing(editor)
  const now = clock()
  const template = known ?? await templates.insert({ portalId, ownerId, ...input, createdAt: now, updatedAt: now }) ?? await templates.find(portalId, ownerId, input.id)
  if (template?.ownerId !== ownerId) throw new AppError('bad_request', 'A template with this id exists already')
  return viewOf(editor, template)
}

/**
 * Changes a template: one's own, or a shared one as far as the portal's rule allows it. Only its owner makes a shared one personal again.
 * @throws AppError `template_not_found`, `template_administrators_only` when only they share and change shared ones, `template_changed`
 *   when somebody else changed it meanwhile, `bad_request` when somebody else's shared one shall become personal
 */
export async function changeTemplate(viewer: TemplateViewer, id: string, { version, ...set }: TemplateChange, { repositories, clock }: Needs): Promise<TemplateView> {
  const { templates } = repositories
  const editor = await editorOf(viewer, repositories)
  if (set.shared) requireSharing(editor)
  const changed = await templates.change({ ...editor, id, version, set, now: clock() })
  if (changed) return viewOf(editor, changed)
  const now = await templates.find(editor.portalId, editor.userId, id)
  if (!now || !mayEdit(editor, now)) throw refusalOf(editor, now)
  if (now.version !== version) throw new AppError('template_changed', 'The template was changed meanwhile')
  throw new AppError('bad_request', 'Only its owner makes a shared template personal')
}

/**
 * Deletes a template: one's own, or a shared one as far as the portal's rule allows it; {@link restoreTemplate} brings it back until it is purged.
 * @throws AppError `template_not_found`, `template_administrators_only`
 */
export async function deleteTemplate(viewer: TemplateViewer, id: string, { repositories, clock }: Needs): Promise<void> {
  const editor = await editorOf(viewer, repositories)
  if (await repositories.templates.remove({ ...editor, id, now: clock() })) return
  throw refusalOf(editor, await repositories.templates.find(editor.portalId, editor.userId, id))
}

/** Brings a deleted template back as it was: same owner, same sharing. @throws AppError `template_not_found`, `template_limit` */
export async function restoreTemplate(viewer: TemplateViewer, id: string, { repositories }: Pick<Services, 'repositories'>): Promise<TemplateView> {
  const editor = await editorOf(viewer, repositories)
  await requireRoom(viewer, repositories.templates)
  const template = await repositories.templates.restore({ ...editor, id })
  if (!template) throw refusalOf(editor, undefined)
  return viewOf(editor, template)
}

async function requireRoom({ portal, user }: TemplateViewer, templates: TemplatesRepository): Promise<void> {
  if (await templates.count(portal.id, user.userId) >= templateLimit) throw new AppError('template_limit', `There are ${templateLimit} templates already`)
}

async function editorOf({ portal, user }: TemplateViewer, { settings }: Services['repositories']): Promise<Editor> {
  return { portalId: portal.id, userId: user.userId, reach: templateReach(rulesOf(await settings.find(portal.id)), user) }
}

/** What the repository's conditions say too. */
function mayEdit({ userId, reach }: Editor, { ownerId, shared }: Template): boolean {
  return reach === 'seen' ? shared || ownerId === userId : ownerId === userId && !(reach === 'personal' && shared)
}

function requireSharing({ reach }: Editor): void {
  if (reach === 'personal') throw administratorsOnly()
}

function viewOf(editor: Editor, template: Template): TemplateView {
  const { id, kind, title, text, folder, shared, version } = template
  return { id, kind, title, text, folder, shared, version, mine: template.ownerId === editor.userId, editable: mayEdit(editor, template) }
}

/** Why a template cannot be changed. */
function refusalOf({ reach }: Editor, template: Template | undefined): AppError {
  return template?.shared && reach === 'personal' ? administratorsOnly() : new AppError('template_not_found', 'There is no such template, or it is not yours')
}

function administratorsOnly(): AppError {
  return new AppError('template_administrators_only', 'On this portal only administrators share templates, and change shared ones')
}
