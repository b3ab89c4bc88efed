import * as v from 'valibot'
import { projectPath } from '#shared/paths'
import { subjectKey } from '#shared/subjects'
import { askForPeople, readPeople } from './people'
import type { KindOfSubject } from './types'
import { AnsweredIdSchema, TextSchema } from './types'

const GroupsSchema = v.array(v.object({
  ID: AnsweredIdSchema, NAME: v.string(), IMAGE: v.fallback(TextSchema, ''), OWNER_ID: v.fallback(v.optional(AnsweredIdSchema), undefined),
}))

/**
 * api-reference/sonet-group/sonet-group-get: an empty list when there is no such project or no access. Without
 * `IS_ADMIN` administrators too see only what they may see as the person they are.
 */
export const project: KindOfSubject = {
  request: id => ({ method: 'sonet_group.get', params: { FILTER: { ID: id } } }),
  further: () => ({ owner: askForPeople('$result[subject][0][OWNER_ID]') }),
  read(result, id, _viewerId, further) {
    const groups = v.safeParse(GroupsSchema, result)
    const group = groups.success ? groups.output.find(({ ID }) => String(ID) === id) : undefined
    if (!group) return null
    const owner = readPeople(further.owner).find(person => person.id === group.OWNER_ID)
    return {
      key: subjectKey('project', id), kind: 'project', title: group.NAME, image: group.IMAGE || null, project: null, crm: null,
      people: owner ? [{ role: 'owner', person: owner }] : [],
    }
  },
  denies: error => error.code === 'ACCESS_DENIED',
  path: id => projectPath(id),
}
