import { createError } from 'h3'
import type { OfferedChanges } from '../../shared/changes'
import { offeredChanges } from '../changes/changes'
import { changesControl } from '../control/changes'
import { asText } from '../core/php'
import type { Portal, World } from '../core/world'
import type { PageRoute } from './routes'

/** What the panel does to things and people of the portal. */
export function changeRoutes(route: PageRoute, world: World, portal: Portal): void {
  const control = changesControl(world, () => portal)
  const answer = (): OfferedChanges => ({ changes: offeredChanges(portal) })

  route('get', '/_portal/changes', answer)
  route('post', '/_portal/changes', ({ body }) => {
    const change = offeredChanges(portal).find(({ name, id }) => name === asText(body.name) && id === Number(body.id))
    if (!change) throw createError({ statusCode: 404 })
    const { name, id, back } = change
    const does = {
      deleteTask: () => control.deleteTask({ portal: portal.key, taskId: id }),
      restoreTask: () => control.restoreTask({ portal: portal.key, taskId: id }),
      closeProject: () => control.closeProject({ portal: portal.key, projectId: id, closed: !back }),
      dismiss: () => control.dismiss({ portal: portal.key, userId: id, dismissed: !back }),
    }
    does[name]()
    return answer()
  })
}
