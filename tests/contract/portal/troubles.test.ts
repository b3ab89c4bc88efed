import { describe, expect, it } from 'vitest'
import type { RestTrouble } from '../../../portal/shared/placements'
import { installed, rest, type Installed } from './support'

const portal = 'acme'
const handler = 'http://127.0.0.1:9/place'
const bind = async ({ origin, admin }: Installed, placement: string) => rest(origin, 'placement.bind', admin, { PLACEMENT: placement, HANDLER: handler })
const codes = ({ standIn }: Installed) => standIn.control.placements({ portal }).map(({ placement }) => placement)

describe('planned trouble', () => {
  it.each<[RestTrouble, number]>([
    ['QUERY_LIMIT_EXCEEDED', 503], ['OPERATION_TIME_LIMIT', 429], ['OVERLOAD_LIMIT', 503], ['ACCESS_DENIED', 403], ['ERROR_PLACEMENT_MAX_COUNT', 400], ['ERROR_PLACEMENT_NOT_FOUND', 400], ['INTERNAL_SERVER_ERROR', 500],
  ])('%s comes with status %i, and nothing is done', async (trouble, status) => {
    const setup = await installed()
    setup.standIn.control.planTroubles({ portal, troubles: [{ trouble }] })
    expect(await bind(setup, 'LEFT_MENU')).toMatchObject({ status, body: { error: trouble } })
    expect(codes(setup)).toEqual([])
  })

  it('meets the calls that it is meant for, from one to another', async () => {
    const setup = await installed()
    setup.standIn.control.planTroubles({ portal, troubles: [{ trouble: 'QUERY_LIMIT_EXCEEDED', method: 'placement.bind', after: 1, times: 1 }, { trouble: 'ERROR_PLACEMENT_MAX_COUNT', placement: 'task_view_tab' }] })
    const errors: unknown[] = []
    for (const placement of ['LEFT_MENU', 'TASK_LIST_CONTEXT_MENU', 'TASK_LIST_CONTEXT_MENU', 'TASK_VIEW_TAB', 'TASK_VIEW_TAB']) errors.push((await bind(setup, placement)).body.error)
    expect(errors).toEqual([undefined, 'QUERY_LIMIT_EXCEEDED', undefined, 'ERROR_PLACEMENT_MAX_COUNT', 'ERROR_PLACEMENT_MAX_COUNT'])
    expect((await rest(setup.origin, 'profile', setup.admin)).status).toBe(200)

    setup.standIn.control.planTroubles({ portal, troubles: [] })
    expect((await bind(setup, 'TASK_VIEW_TAB')).body.result).toBe(true)
  })

  it('drops the connection before a call is done, or after it', async () => {
    const setup = await installed()
    setup.standIn.control.planTroubles({ portal, troubles: [{ trouble: 'down', placement: 'LEFT_MENU' }, { trouble: 'lost', placement: 'TASK_VIEW_TAB' }] })
    await expect(bind(setup, 'LEFT_MENU')).rejects.toThrow('fetch failed')
    await expect(bind(setup, 'TASK_VIEW_TAB')).rejects.toThrow('fetch failed')
    expect(codes(setup)).toEqual(['TASK_VIEW_TAB'])
    expect(setup.standIn.control.journal({ portal, kind: 'rest' }).map(({ outcome }) => outcome)).toEqual(['dropped', 'answer dropped'])
  })

  describe('in place of REST', () => {
    const meet = async (trouble: RestTrouble) => {
      const setup = await installed()
      setup.standIn.control.planTroubles({ portal, troubles: [{ trouble, to: 'https://elsewhere.example/' }] })
      const answer = await fetch(`${setup.origin}/rest/placement.bind`, { method: 'POST', redirect: 'manual', body: JSON.stringify({ auth: setup.admin.accessToken, PLACEMENT: 'LEFT_MENU', HANDLER: handler }), headers: { 'content-type': 'application/json' } })
      return { setup, answer }
    }

    it.each<[RestTrouble, number, string, number]>([
      ['html', 200, 'text/html', 36], ['bad_gateway', 502, 'text/html', 37], ['empty', 200, '', 0], ['wrong_types', 200, 'application/json', 35], ['huge', 200, 'application/json', 10_000_025], ['redirect', 302, '', 0],
    ])('%s comes with status %i, and nothing is done', async (trouble, status, type, length) => {
      const { setup, answer } = await meet(trouble)
      expect([answer.status, answer.headers.get('content-type') ?? '', answer.headers.get('location')]).toEqual([status, type, status === 302 ? 'https://elsewhere.example/' : null])
      expect((await answer.text()).length).toBe(length)
      expect(codes(setup)).toEqual([])
    })

    it('an answer breaks off, or never ends', async () => {
      const { answer: cut } = await meet('cut_off')
      await expect(cut.text()).rejects.toThrow('terminated')
      const { answer } = await meet('trickle')
      const reader = answer.body!.getReader()
      for (let drop = 0; drop < 5; drop += 1) expect((await reader.read()).done).toBe(false)
      await reader.cancel()
    })
  })

  it('ends with a reset', async () => {
    const setup = await installed()
    setup.standIn.control.planTroubles({ portal, troubles: [{ trouble: 'down' }] })
    setup.standIn.control.reset({ portal })
    setup.standIn.control.install({ portal })
    const token = setup.standIn.control.issueToken({ portal, userId: 1 })
    expect((await rest(setup.origin, 'profile', token)).status).toBe(200)
  })
})

describe('a registration that somebody else changed', () => {
  it('is there, gone, or another, as the REST methods make it', async () => {
    const setup = await installed()
    const { control } = setup.standIn
    await rest(setup.origin, 'placement.bind', setup.admin, { PLACEMENT: 'TASK_VIEW_TAB', HANDLER: handler, LANG_ALL: { en: { TITLE: 'One' }, de: { TITLE: 'Eins' } }, OPTIONS: { groupId: '11' } })
    expect(control.changePlacement({ portal, placement: 'task_view_tab', titles: { en: 'Other' } }))
      .toMatchObject({ handler, langAll: { en: { TITLE: 'Other' }, de: { TITLE: 'Eins' } }, options: { groupId: '11' } })
    expect(control.changePlacement({ portal, placement: 'TASK_VIEW_TAB', handler: `${handler}/2`, options: { groupId: '12', unknown: 1 } })).toMatchObject({ handler: `${handler}/2`, options: { groupId: '12' } })
    expect(control.bindPlacement({ portal, placement: 'TASK_VIEW_TAB', handler })).toMatchObject({ handler, userId: 0 })
    expect(codes(setup)).toEqual(['TASK_VIEW_TAB', 'TASK_VIEW_TAB'])
    expect(control.unbindPlacement({ portal, placement: 'TASK_VIEW_TAB', handler })).toEqual({ count: 2 })
    expect(control.unbindPlacement({ portal, placement: 'TASK_VIEW_TAB' })).toEqual({ count: 2 })
    expect(codes(setup)).toEqual([])
  })

  it('is refused as REST refuses it', async () => {
    const { standIn: { control } } = await installed()
    expect(() => control.bindPlacement({ portal, placement: 'CALENDAR_GRIDVIEW', handler })).toThrow('ERROR_PLACEMENT_NOT_FOUND')
    expect(() => control.changePlacement({ portal, placement: 'LEFT_MENU' })).toThrow('not registered')
  })
})
