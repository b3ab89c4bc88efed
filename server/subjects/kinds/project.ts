import * as v from 'valibot'
import { projectPath } from '#shared/paths'
import { subjectKey } from '#shared/subjects'
import { askForPeople, readPeople } from './people'
import type { KindOfSubject } from './types'
import { AnsweredIdSchema, isClosed, isEmptyList, TextSchema } from './types'

const GroupsSchema = v.array(v.object({
  ID: AnsweredIdSchema, NAME: v.string(), IMAGE: v.fallback(TextSchema, ''), CLOSED: v.fallback(TextSchema, ''), OWNER_ID: v.fallback(v.optional(AnsweredIdSchema), undefined),
}))

/** api-reference/sonet-group/members/sonet-group-user-get */
const MembersSchema = v.array(v.object({ USER_ID: AnsweredIdSchema }))
/** Only its members see a project that is not VISIBLE. */
const VisibleSchema = v.array(v.object({ ID: AnsweredIdSchema, VISIBLE: v.string() }))

/**
 * api-reference/sonet-group/sonet-group-get: an empty list when there is no such project or no access. Without
 * `IS_ADMIN` administrators too see only what they may see as the person they are. CLOSED is an archived one.
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
      ...(group.CLOSED === 'Y' && { ended: 'closed' }),
    }
  },
  denies: isClosed,
  gone: { possible: isEmptyList, request: id => ({ method: 'sonet_group.get', params: { FILTER: { ID: id }, IS_ADMIN: 'Y' } }) },
  shownTo: {
    requests: id => ({
      members: { method: 'sonet_group.user.get', params: { ID: id } },
      project: { method: 'sonet_group.get', params: { FILTER: { ID: id } } },
    }),
    read({ members, project: answer }, id, personId) {
      if (!v.is(MembersSchema, members)) return null
      if (v.parse(MembersSchema, members).some(({ USER_ID }) => USER_ID === personId)) return true
      const found = v.safeParse(VisibleSchema, answer)
      return found.success && found.output.some(({ ID, VISIBLE }) => String(ID) === id && VISIBLE === 'N') ? false : null
    },
  },
  path: id => projectPath(id),
}
