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

/**
 * A link to a note, for the portal's own pages (api-reference/widgets/universal/app-url). Its brackets are encoded, since
 * the link also stands in BB codes.
 * @param appCode symbolic code in the Market, or the client id of a local app
 */
export const noteLinkPath = (appCode: string, noteId: string) => `/marketplace/view/${encodeURIComponent(appCode)}/?params%5Bnote%5D=${noteId}`
