import { shallowReactive } from 'vue'
import type { SliderSettings } from '../frame/open-application'
import { isApplicationAddress } from './geometry'

/** What is asked for: a page of the portal in a frame of its own, or the app itself in the top document (§2.5.2). */
export interface SliderRequest {
  kind: 'page' | 'app'
  address: string
  settings: SliderSettings
  /** Placement options of the app. */
  options?: Record<string, unknown>
  /** A widget in place of the app itself, and the portal page it was opened from. */
  widget?: { id: number, placement: string, title: string, uri: string }
}

export interface Slider extends SliderRequest {
  id: number
  onClose: () => void
  /** Where the focus was, to give it back. */
  opener: HTMLElement | null
  titleBefore: string
}

export interface SliderManager {
  open: (request: SliderRequest, onClose?: () => void) => void
  closeTop: () => void
  closeTopApplication: (appCode: string) => void
}

declare global {
  interface Window {
    /** The sliders of the outermost portal page; pages inside sliders use those (§2.5: always the top document). */
    portalSliders?: SliderManager
  }
}

/** Open sliders of this document, lowest first. */
export const sliders = shallowReactive<Slider[]>([])
let lastId = 0

function close(slider: Slider): void {
  sliders.splice(sliders.indexOf(slider), 1)
  document.title = slider.titleBefore
  slider.opener?.focus()
  // The opener may have been a page whose frame is gone by now; its callback must not stop the closing.
  try { slider.onClose() }
  catch { /* nobody is left to hear it */ }
}

/** The manager of this document's own sliders. */
export const own: SliderManager = {
  open(request, onClose = () => undefined) {
    const opener = document.activeElement instanceof HTMLElement ? document.activeElement : null
    // A copy: the request may come from a frame of ours whose objects end with it.
    const copy = JSON.parse(JSON.stringify(request)) as SliderRequest
    sliders.push({ ...copy, id: ++lastId, onClose, opener, titleBefore: document.title })
    if (copy.settings.title !== undefined) document.title = copy.settings.title
  },
  closeTop() {
    const top = sliders.at(-1)
    if (top) close(top)
  },
  closeTopApplication(appCode) {
    const top = sliders.at(-1)
    if (top && isApplicationAddress(top.address, appCode)) close(top)
  },
}

function ofAncestors(): SliderManager | undefined {
  let found: SliderManager | undefined
  let current: Window = window
  try {
    while (current.parent !== current) {
      current = current.parent
      found = current.portalSliders ?? found
    }
  }
  catch {
    // A foreign page above us ends the walk.
  }
  return found
}

/** The slider manager of the outermost portal page. */
export const topSliders = (): SliderManager => ofAncestors() ?? own

/** Whether this document shows the sliders itself, being the outermost one. Makes it known to pages inside. */
export function becomeTop(): boolean {
  if (ofAncestors()) return false
  window.portalSliders = own
  return true
}
