/**
 * Paths inside Bitrix24 for `openPath`, built from ids only, valid under both documented rules
 * (sdk/bx24-js-sdk/additional-functions/bx24-open-path: the older portals' expression and the newer form check).
 */

/** Profile of a person. */
export const userPath = (userId: number | string) => `/company/personal/user/${userId}/`

/** A task's card. Any user id opens it; the viewer's own keeps "back to my tasks" right. */
export const taskPath = (viewerId: number, taskId: number | string) => `/company/personal/user/${viewerId}/tasks/task/view/${taskId}/`

/** A project (workgroup). */
export const projectPath = (groupId: number | string) => `/workgroups/group/${groupId}/`

/** An entity of the CRM. */
export const crmPath = (kind: 'lead' | 'deal' | 'contact' | 'company', id: number | string) => `/crm/${kind}/details/${id}/`
