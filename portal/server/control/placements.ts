import type { BoundPlacement } from '../../shared/contract'
import type { PlacementControl } from '../../shared/placements'
import { issueFor } from '../core/issue'
import type { Params } from '../core/php'
import type { Portal, World } from '../core/world'
import { RestError } from '../rest/errors'
import { placementMethods } from '../rest/methods/placements'

interface Finders {
  find: (key: string) => Portal
  /** Ends the control with a sentence. */
  refuse: (text: string) => never
}

/** Controls of placements, described in `shared/placements.ts`. What changes a registration goes through the REST methods themselves. */
export function placementControl(world: World, { find, refuse }: Finders): PlacementControl {
  function call(portal: Portal, method: 'placement.bind' | 'placement.unbind', params: Params): unknown {
    const user = portal.users.find(({ isAdmin }) => isAdmin)!
    try {
      return placementMethods[method]!.run({ world, portal, user, token: issueFor(world, portal, user.id, { fresh: true }), params })
    }
    catch (error) {
      return error instanceof RestError ? refuse(error.code) : refuse(String(error))
    }
  }

  function bind(portal: Portal, placement: string, { handler, titles, options, userId }: { handler: string, titles?: Record<string, string>, options?: Record<string, unknown>, userId?: number }): BoundPlacement {
    const names = Object.fromEntries(Object.entries(titles ?? {}).map(([language, TITLE]) => [language, { TITLE }]))
    call(portal, 'placement.bind', { PLACEMENT: placement, HANDLER: handler, LANG_ALL: names, OPTIONS: options ?? {}, ...userId === undefined ? {} : { USER_ID: userId } })
    return describeRow(portal.placements.at(-1)!)
  }

  return {
    planTroubles: ({ portal, troubles }) => {
      find(portal).troubles = troubles.map(trouble => ({ ...trouble, seen: 0 }))
    },
    bindPlacement: ({ portal, placement, ...rest }) => bind(find(portal), placement, rest),
    unbindPlacement: ({ portal, placement, handler }) =>
      call(find(portal), 'placement.unbind', { PLACEMENT: placement, ...handler === undefined ? {} : { HANDLER: handler } }) as { count: number },
    changePlacement: ({ portal: key, placement, handler, titles, options }) => {
      const portal = find(key)
      const row = portal.placements.find(candidate => candidate.placement === placement.toUpperCase()) ?? refuse(`"${placement}" is not registered`)
      call(portal, 'placement.unbind', { PLACEMENT: row.placement, HANDLER: row.handler })
      const before = Object.fromEntries(Object.entries(row.langAll).map(([language, { TITLE }]) => [language, TITLE]))
      return bind(portal, row.placement, { handler: handler ?? row.handler, titles: { ...before, ...titles }, options: { ...row.options, ...options }, userId: row.userId })
    },
  }
}

/** A registration as tests see it. */
export function describeRow({ id, placement, handler, userId, title, options, langAll }: Portal['placements'][number]): BoundPlacement {
  return { id, placement, handler, userId, title, options, langAll }
}
