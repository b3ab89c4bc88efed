import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createFakeBrowsers, pass } from '../support/fake-browser'

const minute = 60_000
let browsers: ReturnType<typeof createFakeBrowsers>
beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 10, 21, 8) })
  browsers = createFakeBrowsers()
})
afterEach(() => {
  vi.useRealTimers()
})

type Tab = ReturnType<typeof browsers.openTab>
/** A tab whose page is idle. */
async function openTab(options?: Parameters<typeof browsers.openTab>[0]): Promise<Tab> {
  const tab = browsers.openTab(options)
  tab.becomeIdle()
  await pass(0)
  return tab
}
const due = (...notes: string[]) => notes.map((note, index) => ({ note, dueAt: Date.now() - 1000 + index }))

describe('the background worker', () => {
  it('does nothing before the page is idle', async () => {
    const tab = browsers.openTab()
    await pass(minute)
    expect([tab.sent, browsers.asked]).toEqual([[], []])
    tab.becomeIdle()
    await pass(0)
    expect(browsers.questions()).toBe(1)
  })

  it('waits a moment where a browser cannot tell', async () => {
    await openTab({ without: 'idle' })
    expect(browsers.asked).toEqual([])
    await pass(2000)
    expect(browsers.questions()).toBe(1)
  })

  it('proves itself with what the frame knows, in the words of the protocol', async () => {
    const tab = await openTab()
    expect(tab.sent.map(({ command, params, target }) => [command, params, target])).toEqual([['getInitData', '', 'https://acme.test']])
    expect(browsers.asked).toEqual([
      { path: '/api/session', authorization: undefined, body: {
        authId: 'access-1', refreshId: 'refresh-1', authExpires: 3600, memberId: 'acme', language: 'de', path: '/placements/page-background-worker', placement: 'PAGE_BACKGROUND_WORKER', placementOptions: [],
      } },
      { path: '/api/follow-ups/due', authorization: 'Bearer session-1', body: undefined },
    ])
  })

  it.each(['storage', 'locks', 'parent'] as const)('is quiet without %s', async (without) => {
    const tab = await openTab({ without })
    await pass(10 * minute)
    expect([tab.sent, browsers.asked]).toEqual([[], []])
    await expect(tab.started).resolves.toBeUndefined()
  })

  it.each(['', 'acme.test', 'acme.test|1|'])('is quiet in a window named "%s"', async (name) => {
    await openTab({ name })
    expect(browsers.asked).toEqual([])
  })

  it.each([['acme.test:8443|0|sid-1', 'http://acme.test:8443'], ['acme.test:443|1|sid-1', 'https://acme.test']])('speaks to the portal that %s names', async (name, target) => {
    expect((await openTab({ name })).sent[0]!.target).toBe(target)
  })

  it('hears nobody but the portal', async () => {
    const tab = browsers.openTab()
    tab.portal = message => message.answer({ AUTH_ID: 'forged' }, 'https://evil.test')
    tab.becomeIdle()
    await pass(0)
    tab.hear({ an: 'object' })
    tab.hear('no key')
    await pass(minute)
    expect(browsers.asked).toEqual([])
  })
})

describe('its pace', () => {
  it('is a minute', async () => {
    await openTab()
    await pass(minute - 1)
    expect(browsers.questions()).toBe(1)
    await pass(1)
    expect(browsers.questions()).toBe(2)
    expect(browsers.asked.filter(({ path }) => path === '/api/session')).toHaveLength(1)
  })

  it('is sooner when something falls due', async () => {
    browsers.due.next = Date.now() + 5000
    await openTab()
    await pass(5999)
    expect(browsers.questions()).toBe(1)
    await pass(1)
    expect(browsers.questions()).toBe(2)
  })

  it('does not hurry when the server\'s clock is behind', async () => {
    browsers.due.next = Date.now() - 5000
    await openTab()
    await pass(minute - 1)
    expect(browsers.questions()).toBe(1)
  })

  it('is kept from page to page', async () => {
    (await openTab()).look(false)
    await pass(30_000)
    const next = await openTab()
    expect([next.sent, browsers.questions()]).toEqual([[], 1])
    await pass(30_000)
    expect(browsers.questions()).toBe(2)
  })

  it('slows down while it fails, to half an hour at most, and recovers', async () => {
    browsers.status = () => 503
    await openTab()
    const questions: number[] = []
    for (const wait of [2, 4, 8, 16, 30, 30]) {
      await pass(wait * minute - 1)
      questions.push(browsers.asked.length)
      await pass(1)
    }
    expect(questions).toEqual([1, 2, 3, 4, 5, 6])
    browsers.status = () => 200
    await pass(30 * minute)
    expect(browsers.questions()).toBe(1)
    await pass(minute)
    expect(browsers.questions()).toBe(2)
  })

  it('is kept when the page is left and looked at again while the server answers', async () => {
    const tab = browsers.openTab()
    const usual = tab.portal
    tab.portal = (message) => {
      tab.look(false)
      tab.look(true)
      usual(message)
    }
    tab.becomeIdle()
    await pass(minute - 1)
    expect(browsers.questions()).toBe(1)
    await pass(1)
    expect(browsers.questions()).toBe(2)
  })

  it('counts a portal that never answers as a failure', async () => {
    const tab = browsers.openTab()
    tab.portal = () => undefined
    tab.becomeIdle()
    await pass(minute)
    expect(tab.sent).toHaveLength(1)
    await pass(minute)
    expect(tab.sent).toHaveLength(2)
  })
})

describe('tabs of one browser', () => {
  it('ask one at a time', async () => {
    await openTab()
    const second = await openTab()
    await pass(5 * minute)
    expect([second.sent, browsers.questions()]).toEqual([[], 6])
  })

  it('hand over to the one that is looked at', async () => {
    const first = await openTab()
    const second = await openTab()
    first.look(false)
    await pass(minute)
    expect(second.sent.map(({ command }) => command)).toEqual(['getInitData'])
    second.look(false)
    await pass(10 * minute)
    expect(browsers.questions()).toBe(2)
    first.look(true)
    await pass(0)
    expect(browsers.questions()).toBe(3)
  })
})

describe('what is due', () => {
  it('opens in a slider, the oldest first, one after the other has closed', async () => {
    browsers.due.due = due('older', 'newer')
    const tab = await openTab()
    await pass(10 * minute)
    expect(tab.sliders().map(({ params }) => params)).toEqual([{ view: 'note', note: 'older', bx24_width: 720 }])
    tab.sliders()[0]!.answer()
    await pass(0)
    expect(tab.sliders().map(({ params }) => (params as { note: string }).note)).toEqual(['older', 'newer'])
  })

  it('opens once in a browser, on whatever page', async () => {
    browsers.due.due = due('only')
    const first = await openTab()
    first.sliders()[0]!.answer()
    first.look(false)
    const second = await openTab()
    await pass(10 * minute)
    expect([first.sliders().length, second.sliders().length]).toEqual([1, 0])
  })

  it('opens again when it was moved and falls due once more', async () => {
    browsers.due.due = due('moved')
    const tab = await openTab()
    tab.sliders()[0]!.answer()
    browsers.due.due = [{ note: 'moved', dueAt: Date.now() + 1 }]
    await pass(minute)
    expect(tab.sliders()).toHaveLength(2)
  })

  it('waits while our slider is open, also when the page was left and is looked at again', async () => {
    browsers.due.due = due('first', 'second')
    const tab = await openTab()
    tab.look(false)
    await pass(0)
    tab.look(true)
    await pass(10 * minute)
    expect(tab.sliders()).toHaveLength(1)
  })

  it('is forgotten after a month, so that the browser\'s memory does not grow', async () => {
    browsers.due.due = due('long ago')
    const tab = await openTab()
    tab.sliders()[0]!.answer()
    tab.look(false)
    expect([...browsers.stored.values()].join()).toContain('long ago')
    vi.setSystemTime(Date.now() + 31 * 24 * 60 * minute)
    browsers.due.due = due('today')
    tab.look(true)
    await pass(0)
    expect([...browsers.stored.values()].join()).toMatch(/^(?!.*long ago).*today/)
  })
})

describe('its session', () => {
  it('is renewed through the frame when it has ended', async () => {
    const tab = await openTab()
    browsers.status = (_path, authorization) => authorization === 'Bearer session-1' ? 401 : 200
    await pass(minute)
    expect(tab.sent.map(({ command }) => command)).toEqual(['getInitData', 'refreshAuth'])
    expect(browsers.asked.slice(-3).map(({ path, authorization, body }) => [path, authorization, (body as { authId?: string } | undefined)?.authId])).toEqual([
      ['/api/follow-ups/due', 'Bearer session-1', undefined], ['/api/session', undefined, 'access-2'], ['/api/follow-ups/due', 'Bearer session-2', undefined],
    ])
  })

  it('begins with a renewal when the page has stood for long', async () => {
    let first = true
    browsers.status = path => path === '/api/session' && first ? (first = false, 401) : 200
    const tab = await openTab()
    expect(tab.sent.map(({ command }) => command)).toEqual(['getInitData', 'refreshAuth'])
    expect(browsers.questions()).toBe(1)
  })

  it('is not asked for again where Bitrix24 does not renew: each time it tells the person in an alert', async () => {
    browsers.status = () => 401
    const tab = browsers.openTab()
    const usual = tab.portal
    tab.portal = message => message.command === 'refreshAuth' ? undefined : usual(message)
    tab.becomeIdle()
    await pass(120 * minute)
    expect(tab.sent.filter(({ command }) => command === 'refreshAuth')).toHaveLength(1)
  })
})
