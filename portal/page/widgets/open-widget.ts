import type { RegisteredPlacement } from '../../shared/contract'
import { paths } from '../data/people'
import { usePortal } from '../data/portal'
import { topSliders } from '../sliders/stack'

/** What a place passes to its widgets. Bitrix24 writes everything as strings. */
export type WidgetOptions = Record<string, string>

/**
 * Opens a widget of a menu in a slider over everything. Published source: the component `app.placement` calls the page
 * script's `openApplication` with the placement's code and handler, so it is an application slider at the
 * application's address. `uri` is the portal page the person was on (reference placements-and-rest §1.0).
 */
export function openWidget({ id, placement, title }: RegisteredPlacement, options: WidgetOptions, uri: string, address?: string): void {
  topSliders().open({
    kind: 'app',
    address: address ?? `${paths.app(usePortal().app.value.id)}?_r=${Math.random()}`,
    settings: {},
    options,
    widget: { id, placement, title, uri },
  })
}
