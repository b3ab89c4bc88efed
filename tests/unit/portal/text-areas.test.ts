import { afterEach, expect, it, vi } from 'vitest'
import type { FrameSession } from '../../../portal/page/frame/session'
import type { Insertion } from '../../../portal/page/messenger/text-area'
import { offerTextArea, textAreaFor } from '../../../portal/page/messenger/text-areas'
import { textCommands } from '../../../portal/page/messenger/text-commands'

afterEach(() => vi.unstubAllGlobals())

/** A page of the portal with its own window; one in a slider has the outermost page above it. */
function pageOf(top?: Window): Window {
  const page = { portalSliders: {}, closed: false } as unknown as Window
  Object.assign(page, { parent: top ?? page })
  return page
}

const inPage = <T>(page: Window, run: () => T): T => {
  vi.stubGlobal('window', page)
  return run()
}

function textArea(text: string) {
  const put: Insertion[] = []
  return { put, read: () => text, insert: (insertion: Insertion) => void put.push(insertion) }
}

const call = (command: string, placement: string, requestId: string | undefined, params: unknown = {}) =>
  textCommands[command]!({ params, callback: 'key', requestId, session: { placement } as FrameSession })

it('the widget of a message means the messenger opened last, for as long as it is there; others that of their page', () => {
  const top = pageOf()
  const slider = pageOf(top)
  inPage(top, () => offerTextArea(textArea('below')))
  inPage(slider, () => offerTextArea(textArea('in the slider')))
  inPage(top, () => {
    expect(textAreaFor('IM_CONTEXT_MENU')?.read()).toBe('in the slider')
    expect(textAreaFor('IM_SIDEBAR')?.read()).toBe('below')
  })
  expect(inPage(slider, () => textAreaFor('IM_TEXTAREA')?.read())).toBe('in the slider')
  Object.assign(slider, { closed: true })
  expect(inPage(top, () => textAreaFor('IM_CONTEXT_MENU')?.read())).toBe('below')
})

it('a text area that was withdrawn is not written to', () => {
  const page = pageOf()
  inPage(page, () => {
    offerTextArea(textArea('gone'))()
    expect(textAreaFor('IM_TEXTAREA')).toBeUndefined()
  })
})

it('commands need a requestId, and do nothing in the navigation, which has no chat', () => {
  const area = textArea('Hello')
  inPage(pageOf(), () => {
    offerTextArea(area)
    expect(call('im:getImTextareaContent', 'IM_TEXTAREA', 'r1')).toEqual({ requestId: 'r1', text: 'Hello' })
    expect(call('im:getImTextareaContent', 'IM_TEXTAREA', undefined)).toHaveProperty('message')
    expect(call('im:getImTextareaContent', 'IM_NAVIGATION', 'r2')).toEqual({ requestId: 'r2', text: '' })
    expect(call('im:setImTextareaContent', 'IM_NAVIGATION', 'r3', { text: 'x' })).toEqual({ requestId: 'r3', success: true })
    expect(area.put).toEqual([])
    expect(call('im:setImTextareaContent', 'IM_SIDEBAR', 'r4', { text: 'x', replace: true })).toEqual({ requestId: 'r4', success: true })
    expect(area.put).toEqual([{ text: 'x', withNewLine: false, replace: true }])
  })
})
