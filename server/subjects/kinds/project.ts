import * as v from 'valibot'
import { projectPath } from '#shared/paths'
import { subjectKey } from '#shared/subjects'
import type { KindOfSubject } from './types'
import { AnsweredIdSchema, TextSchema } from './types'

const GroupsSchema = v.array(v.object({ ID: AnsweredIdSchema, NAME: v.string(), IMAGE: v.fallback(TextSchema, '') }))

/**
 * api-reference/sonet-group/sonet-group-get: an empty list when there is no such project or no access. Without
 * `IS_ADMIN` administrators too see only what they may see as the person they are.
 */
export const project: KindOfSubject = {
  request: id => ({ method: 'sonet_group.get', params: { FILTER: { ID: id } } }),
  read(result, id) {
    const groups = v.safeParse(GroupsSchema, result)
    const group = groups.success ? groups.output.find(({ ID }) => String(ID) === id) : undefined
    return group
      ? { key: subjectKey('project', id), kind: 'project', title: group.NAME, image: group.IMAGE || null, people: [], project: null, crm: null }
      : null
  },
  denies: error => error.code === 'ACCESS_DENIED',
  path: id => projectPath(id),
}
