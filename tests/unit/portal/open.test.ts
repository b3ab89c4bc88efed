import { describe, expect, it } from 'vitest'
import { defaultOptions, planOpenApplication, throughForm } from '../../../portal/page/frame/open-application'
import { isMobileBrowser, planOpenPath } from '../../../portal/page/frame/open-path'

const opened = (path: unknown) => planOpenPath(path, 'the.app', false)

describe('openPath (frame-oauth-events §2.6)', () => {
  it('opens what the whitelist names', () => {
    expect(opened('/company/personal/user/1/tasks/task/view/31/')).toEqual({
      path: '/company/personal/user/1/tasks/task/view/31/?from=rest_placement&from_app=the.app&IFRAME=Y&IFRAME_TYPE=SIDE_SLIDER',
      width: undefined,
    })
  })

  it('tests the path before it resolves it, and takes the width of what was sent', () => {
    const sent = '/crm/type/0/details/0/../../../../../company/personal/user/2/?IFRAME=Y&IFRAME_TYPE=SIDE_SLIDER'
    expect(opened(sent)).toEqual({
      path: '/company/personal/user/2/?IFRAME=Y&IFRAME_TYPE=SIDE_SLIDER&from=rest_placement&from_app=the.app',
      width: 1640,
    })
    expect(opened('/workgroups/group/0/card/../../../../calendar/?a=b')).toMatchObject({ width: 900 })
    expect(opened('/company/personal/user/0/groups/create/../../../../../../calendar/')).toMatchObject({ width: 1200 })
    expect(opened('/crm/deal/../../calendar/')).toMatchObject({ width: undefined, path: expect.stringMatching(/^\/calendar\/\?/) })
  })

  it.each(['/calendar/', 'https://evil.example/crm/deal/', '//evil.example/', '/crm/deal', '', 5, undefined])('refuses %j', (path) => {
    expect(opened(path)).toEqual({ errorCode: 'PATH_NOT_AVAILABLE' })
  })

  it('never leaves the portal', () => {
    expect(opened('/crm/deal/../..//evil.example/')).toMatchObject({ path: expect.stringMatching(/^\/evil\.example\/\?/) })
  })

  it('is not supported on phones and tablets', () => {
    expect(planOpenPath('/marketplace/', 'the.app', true)).toEqual({ errorCode: 'METHOD_NOT_SUPPORTED_ON_DEVICE' })
    expect(isMobileBrowser('Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)', 390, true)).toBe(true)
    expect(isMobileBrowser('Mozilla/5.0 (X11; Linux x86_64) Chrome/140', 400, false)).toBe(false)
    expect(isMobileBrowser('Mozilla/5.0 (X11; Linux x86_64) Chrome/140', 400, true)).toBe(true)
  })
})

describe('openApplication (§2.5)', () => {
  it('keeps settings of the right type and strips every bx24_ key from the params', () => {
    const { settings, options } = planOpenApplication({
      bx24_width: 500, bx24_leftBoundary: '40', bx24_title: 'Note', bx24_unknown: 1,
      bx24_label: { text: 'Note', bgColor: 'violet', color: '#fff' }, view: 'note',
    })
    expect(settings).toEqual({ width: 500, title: 'Note', label: { text: 'Note', bgColor: '#6b52cc', color: '#fff' } })
    expect(options).toEqual({ view: 'note' })
  })

  it('knows eight colours by name and no other', () => {
    expect(planOpenApplication({ bx24_label: { text: 'a', bgColor: '#ff0000' } }).settings.label?.bgColor).toBe('')
  })

  it('takes params.params of the old calling form', () => {
    expect(planOpenApplication({ options: { x: 1 }, params: { view: 'note' } }).options).toEqual({ view: 'note' })
  })

  it('turns scalars into strings and loses what is empty', () => {
    expect(throughForm({ flag: true, n: 5, none: null, list: [], empty: {}, deep: { a: 0, b: null }, ids: [1, 2] }))
      .toEqual({ flag: 'true', n: '5', deep: { a: '0' }, ids: ['1', '2'] })
    expect(throughForm({ a: { b: [] } })).toBeUndefined()
    expect(throughForm([1, null, 3])).toEqual({ 0: '1', 2: '3' })
  })

  it('falls back to the page\'s own query and the rest of its address', () => {
    expect(defaultOptions(6, '?_r=0.123')).toEqual({ any: '6/' })
    expect(defaultOptions(6, '?IFRAME=Y&IFRAME_TYPE=SIDE_SLIDER&sessid=abc')).toEqual({ IFRAME: 'Y', IFRAME_TYPE: 'SIDE_SLIDER', any: '6/' })
  })
})
