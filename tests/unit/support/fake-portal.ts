import type { Rest, RestParams } from '../../../server/bitrix24/types'
import { RestError } from '../../../server/bitrix24/types'

interface Registered { placement: string, handler: string, title: string, options: Record<string, unknown> | [], langAll?: Record<string, { TITLE: string, GROUP_NAME?: string }> | [] }
interface FieldType { USER_TYPE_ID: string, HANDLER: string, TITLE: string, DESCRIPTION: string }
interface Handler { event: string, handler: string, offline?: number }

/** As much of a portal's REST as the installer uses, in memory. It counts calls and refuses on request. */
export function createFakePortal() {
  const portal = {
    offered: ['LEFT_MENU', 'TASK_VIEW_TAB', 'REST_APP_URI'],
    /** Codes that take one handler only. */
    single: ['REST_APP_URI'],
    placements: [] as Registered[],
    handlers: [] as Handler[],
    fieldTypes: [] as FieldType[],
    isAdmin: true,
    calls: [] as { method: string, params: RestParams }[],
    /** What a call meets instead of an answer. */
    trouble: (_method: string, _params: RestParams): Error | undefined => undefined,
    /** What a call meets in place of its answer, after it was done. */
    lost: (_method: string, _params: RestParams): Error | undefined => undefined,
    methods: () => portal.calls.map(({ method }) => method),
    rest: undefined as unknown as Rest,
  }

  const refuse = (method: string, code: string, text = code) => new RestError(method, code, text, 400)

  const answers: Record<string, (params: RestParams) => unknown> = {
    'user.admin': () => portal.isAdmin,
    'placement.list': () => portal.offered,
    'placement.get': () => structuredClone(portal.placements),
    'placement.bind': ({ PLACEMENT, HANDLER, TITLE, LANG_ALL, OPTIONS }) => {
      const same = portal.placements.filter(({ placement }) => placement === PLACEMENT)
      if (portal.single.includes(PLACEMENT as string) && same.length > 0) throw refuse('placement.bind', 'ERROR_PLACEMENT_MAX_COUNT')
      if (same.some(({ handler }) => handler === HANDLER)) throw refuse('placement.bind', 'ERROR_CORE', 'Unable to set placement handler: Handler already binded')
      portal.placements.push({ placement: PLACEMENT, handler: HANDLER, title: TITLE ?? '', options: OPTIONS ?? [], langAll: LANG_ALL ?? [] } as Registered)
      return true
    },
    'placement.unbind': ({ PLACEMENT, HANDLER }) => {
      portal.placements = portal.placements.filter(({ placement, handler }) => placement !== PLACEMENT || handler !== HANDLER)
      return { count: 2 }
    },
    'userfieldtype.list': () => structuredClone(portal.fieldTypes),
    'userfieldtype.add': (type) => {
      if (portal.fieldTypes.some(row => row.USER_TYPE_ID === type.USER_TYPE_ID)) throw refuse('userfieldtype.add', 'ERROR_CORE', 'Unable to set placement handler: Handler already binded')
      portal.fieldTypes.push(type as unknown as FieldType)
      return true
    },
    'userfieldtype.update': (type) => {
      portal.fieldTypes = portal.fieldTypes.map(row => row.USER_TYPE_ID === type.USER_TYPE_ID ? type as unknown as FieldType : row)
      return true
    },
    'userfieldtype.delete': ({ USER_TYPE_ID }) => {
      portal.fieldTypes = portal.fieldTypes.filter(row => row.USER_TYPE_ID !== USER_TYPE_ID)
      return true
    },
    'event.get': () => structuredClone(portal.handlers),
    'event.bind': ({ event, handler }) => {
      if (portal.handlers.some(row => row.event === event && row.handler === handler)) throw refuse('event.bind', 'ERROR_CORE', 'Unable to set event handler: Handler already binded')
      portal.handlers.push({ event, handler } as Handler)
      return true
    },
    'event.unbind': ({ event, handler }) => {
      portal.handlers = portal.handlers.filter(row => row.event !== event || row.handler !== handler)
      return { count: 1 }
    },
  }

  portal.rest = {
    async call<Result>(method: string, params: RestParams = {}) {
      portal.calls.push({ method, params })
      const trouble = portal.trouble(method, params)
      if (trouble) throw trouble
      const answer = answers[method]
      if (!answer) throw new Error(`The fake portal does not know ${method}`)
      const result = answer(params) as Result
      const loss = portal.lost(method, params)
      if (loss) throw loss
      return result
    },
    batch: () => Promise.reject(new Error('The installer calls one by one')),
  }
  return portal
}

export type FakePortal = ReturnType<typeof createFakePortal>
