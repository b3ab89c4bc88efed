import * as v from 'valibot'
import type { ItemOutcome, ItemReport } from '#shared/installation'
import type { Rest } from '../bitrix24/types'
import { bindOnce, readRegistered, reportItem } from '../placements/binding'

/** `event.get` (api-reference/events/event-get). Offline handlers have no address. */
const HandlersSchema = v.array(v.object({
  event: v.pipe(v.string(), v.toUpperCase()),
  handler: v.optional(v.nullable(v.string()), ''),
  offline: v.pipe(v.optional(v.union([v.string(), v.number(), v.boolean()]), 0), v.transform(value => Number(value) === 1)),
}))
type Handler = v.InferOutput<typeof HandlersSchema>[number]

/**
 * Makes a portal send the wanted events to one address, and to no earlier address of ours. Handlers are dropped when
 * the app is updated or deleted (api-reference/events/event-bind), so every installer run has to do this.
 * @param rest speaks for an administrator: others can only bind events of their own
 * @param wanted event names in capitals
 * @param handlerUrl our address for events
 * @returns one line per wanted event, then one per removed event
 * @throws AppError when the portal cannot be used at all
 */
export async function reconcileEvents(rest: Rest, wanted: readonly string[], handlerUrl: string): Promise<ItemReport[]> {
  const registered = (await readRegistered(rest, 'event.get', HandlersSchema)).filter(({ handler, offline }) => handler && !offline)
  const items: ItemReport[] = []

  for (const event of wanted) {
    items.push(await reportItem(event, () => reconcileOne(rest, event, handlerUrl, registered.filter(handler => handler.event === event))))
  }

  // Bitrix24 registers some handlers itself (ONAPPUSERREADY on the installer's address): only our own path is ours to clear.
  const leftovers = registered.filter(({ event, handler }) => !wanted.includes(event) && samePath(handler ?? '', handlerUrl))
  for (const event of new Set(leftovers.map(handler => handler.event))) {
    items.push(await reportItem(event, async () => {
      await unbindAll(rest, leftovers.filter(handler => handler.event === event))
      return 'removed'
    }))
  }
  return items
}

/** Which of the wanted events the portal does not send to our address. @throws as {@link reconcileEvents} */
export async function missingEvents(rest: Rest, wanted: readonly string[], handlerUrl: string): Promise<string[]> {
  const registered = await readRegistered(rest, 'event.get', HandlersSchema)
  return wanted.filter(event => !registered.some(handler => handler.event === event && handler.handler === handlerUrl && !handler.offline))
}

async function reconcileOne(rest: Rest, event: string, handlerUrl: string, here: Handler[]): Promise<ItemOutcome> {
  const outdated = here.filter(({ handler }) => handler !== handlerUrl)
  const isThere = here.length > outdated.length
  const isNew = !isThere && await bindOnce(rest, 'event.bind', { event, handler: handlerUrl })
  await unbindAll(rest, outdated)
  if (outdated.length > 0) return 'repaired'
  return isNew ? 'added' : 'kept'
}

async function unbindAll(rest: Rest, handlers: readonly Handler[]): Promise<void> {
  for (const { event, handler } of handlers) await rest.call('event.unbind', { event, handler })
}

function samePath(handler: string, ours: string): boolean {
  return URL.canParse(handler) && new URL(handler).pathname === new URL(ours).pathname
}
