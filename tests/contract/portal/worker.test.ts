import { expect, it } from 'vitest'
import { cookieOf, employee, fieldsOf, frameOf, installed, page, quiet, receiver, rest, until, type Installed } from './support'

async function withWorker(): Promise<Installed & { placementId: number, told: Awaited<ReturnType<typeof receiver>> }> {
  const told = await receiver()
  const started = await installed()
  const bound = await rest(started.origin, 'placement.bind', started.admin, { PLACEMENT: 'PAGE_BACKGROUND_WORKER', HANDLER: 'http://127.0.0.1:9/worker', OPTIONS: { errorHandlerUrl: told.url } })
  expect(bound.body.result).toBe(true)
  const { id } = started.standIn.control.placements({ portal: 'acme' })[0]!
  return { ...started, placementId: id, told }
}

const overtime = (told: { body: Record<string, unknown> }[]): unknown[] => told.map(({ body }) => body.error)

it('a worker gets its code as ID, and the page it is on', async () => {
  const { standIn } = await withWorker()
  const frame = frameOf(standIn.control.launch({ portal: 'acme', userId: employee, placement: 'PAGE_BACKGROUND_WORKER', options: { ID: 'PAGE_BACKGROUND_WORKER' }, uri: '/stream/' }))
  expect(fieldsOf(frame)).toMatchObject({ PLACEMENT: 'PAGE_BACKGROUND_WORKER' })
  expect(JSON.parse(fieldsOf(frame).PLACEMENT_OPTIONS!)).toEqual({ ID: 'PAGE_BACKGROUND_WORKER', URI: '/stream/' })
  expect(frame.commands).toContain('CallCardSetMute')
  expect(frame.events).toContain('BackgroundCallCard::initialized')
})

it('more than ten slow answers in a day end its registration, and its address for errors is told without tokens', async () => {
  const { standIn, origin, placementId, told } = await withWorker()
  const cookie = await cookieOf(origin, employee)
  const load = (ms: number): Promise<Response> => page(origin, '/_portal/worker/loaded', { body: { placementId, ms }, cookie })
  await load(4999)
  for (let times = 0; times < 10; times++) await load(5001)
  expect(standIn.control.placements({ portal: 'acme' })).toHaveLength(1)
  await load(5001)
  expect(standIn.control.placements({ portal: 'acme' })).toHaveLength(0)
  await until(() => told.received.length > 0)
  expect(overtime(told.received)).toEqual(['ERROR_PLACEMENT_LOADING_OVERTIME'])
  expect(told.received[0]!.contentType).toContain('application/x-www-form-urlencoded')
  expect(Object.keys(told.received[0]!.body).sort()).toEqual(['error', 'error_description'])
})

it('a control ends it at once, and nothing else is told or ended', async () => {
  const { standIn, origin, admin, told } = await withWorker()
  await rest(origin, 'placement.bind', admin, { PLACEMENT: 'LEFT_MENU', HANDLER: 'http://127.0.0.1:9/menu' })
  expect(standIn.control.removeWorker({ portal: 'acme' })).toEqual({ removed: 1 })
  expect(standIn.control.placements({ portal: 'acme' }).map(row => row.placement)).toEqual(['LEFT_MENU'])
  await until(() => told.received.length > 0)
  expect(standIn.control.removeWorker({ portal: 'acme' })).toEqual({ removed: 0 })
  await quiet()
  expect(told.received).toHaveLength(1)
})
