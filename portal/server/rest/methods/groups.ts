import { asRecord, asText, upperKeys } from '../../core/php'
import { canSeeProject, userOf, type Portal } from '../../core/world'
import { RestError } from '../errors'
import { pageOf } from '../paging'
import { matchesRow, sortRows } from '../rows'
import type { Paged, RestCall, RestMethods } from '../types'

function groupFields(project: Portal['projects'][number]): Record<string, unknown> {
  return {
    ID: String(project.id),
    SITE_ID: 's1',
    NAME: project.name,
    DESCRIPTION: project.description || null,
    ACTIVE: 'Y',
    VISIBLE: project.secret ? 'N' : 'Y',
    OPENED: 'N',
    CLOSED: project.closed ? 'Y' : 'N',
    SUBJECT_ID: '1',
    OWNER_ID: String(project.ownerId),
    KEYWORDS: null,
    NUMBER_OF_MEMBERS: String(project.memberIds.length),
    SUBJECT_NAME: 'Workgroups',
    PROJECT: 'Y',
    IS_EXTRANET: 'N',
  }
}

function get({ portal, user, params }: RestCall): Paged {
  const upper = upperKeys(params)
  const filter = upperKeys({ ...asRecord(upper.FILTER), ...(upper.GROUP_ID === undefined ? {} : { ID: upper.GROUP_ID }) })
  // An administrator sees secret projects only when asking for it.
  const asAdmin = user.isAdmin && asText(upper.IS_ADMIN) === 'Y'
  const found = portal.projects
    .filter(project => canSeeProject({ ...user, isAdmin: asAdmin }, project))
    .map(groupFields)
    .filter(fields => matchesRow(fields, filter))
  const [field, direction] = Object.entries(upperKeys(asRecord(upper.ORDER)))[0] ?? ['ID', 'DESC']
  return pageOf(sortRows(found, field, direction), upper.START, page => page)
}

const roles = { owner: 'A', member: 'K' }

/** Active members and their roles, for whom the project is shown. Source: `sonet-group-user-get`. */
function listMembers({ portal, user, params }: RestCall): Record<string, string>[] {
  const id = Number(asText(upperKeys(params).ID))
  if (!id) throw new RestError('', 'Wrong socialnetwork group ID', 400)
  const project = portal.projects.find(candidate => candidate.id === id && canSeeProject({ ...user, isAdmin: false }, candidate))
  if (!project) throw new RestError('', 'Socialnetwork group not found', 400)
  return project.memberIds.filter(member => userOf(portal, member)?.active)
    .map(member => ({ USER_ID: String(member), ROLE: member === project.ownerId ? roles.owner : roles.member }))
}

/** Source: "Workgroups" of the REST documentation, `sonet-group-get`. No access is an empty list; the newest come first. */
export const groupMethods: RestMethods = {
  'sonet_group.get': { scopes: ['sonet_group', 'sonet'], run: get },
  'sonet_group.user.get': { scopes: ['sonet_group', 'sonet'], run: listMembers },
}
