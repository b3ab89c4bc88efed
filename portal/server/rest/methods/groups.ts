import type { SeedProject } from '../../../data/types'
import { asRecord, asText, upperKeys } from '../../core/php'
import { canSeeProject } from '../../core/world'
import { Paged, type RestCall, type RestMethods } from '../types'

const pageSize = 50

function groupFields(project: SeedProject): Record<string, unknown> {
  return {
    ID: String(project.id),
    SITE_ID: 's1',
    NAME: project.name,
    DESCRIPTION: project.description || null,
    ACTIVE: 'Y',
    VISIBLE: project.secret ? 'N' : 'Y',
    OPENED: 'N',
    CLOSED: 'N',
    OWNER_ID: String(project.ownerId),
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
    .filter(fields => Object.entries(filter).every(([key, wanted]) => {
      const [, prefix, name = ''] = /^([!%]?)(.*)$/.exec(key) ?? []
      const actual = fields[name]
      if (actual === undefined) return true
      const values = (typeof wanted === 'object' && wanted !== null ? Object.values(wanted) : [wanted]).map(asText)
      if (prefix === '%') return values.some(value => asText(actual).toLowerCase().includes(value.toLowerCase()))
      return values.includes(asText(actual)) !== (prefix === '!')
    }))
  const start = Math.max(0, Number(asText(upper.START)) || 0)
  const end = start + pageSize
  return new Paged(found.slice(start, end), found.length, end < found.length ? end : undefined)
}

/** Source: "Workgroups" of the REST documentation. No access is an empty list. */
export const groupMethods: RestMethods = {
  'sonet_group.get': { scopes: ['sonet_group', 'sonet'], run: get },
}
