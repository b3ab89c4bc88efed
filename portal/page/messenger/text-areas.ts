import type { Insertion } from './text-area'

/** The text area of an open chat. */
export interface TextTarget { read: () => string, insert: (insertion: Insertion) => void }

interface Registered extends TextTarget { page: Window }

declare global {
  interface Window {
    /** Text areas of the messengers in this page and in its sliders, the latest last. Only the outermost page has them. */
    portalTextAreas?: Registered[]
  }
}

/** The outermost page of the portal: sliders stand in it, and the widget of a message opens there. */
function outermost(): Window {
  try { return window.parent.portalSliders ? window.parent : window }
  // A foreign page above us is none of ours.
  catch { return window }
}

/** Text areas whose page is still there: a closed slider takes its page away without a word. */
const living = (): Registered[] => (outermost().portalTextAreas ?? []).filter(({ page }) => !page.closed)

/** Makes a text area known to the widgets around it, until the returned function is called. */
export function offerTextArea(target: TextTarget): () => void {
  const offered = { ...target, page: window }
  outermost().portalTextAreas = [...living(), offered]
  return () => { outermost().portalTextAreas = living().filter(one => one !== offered) }
}

/**
 * The text area that a widget of a chat means: that of the page it stands in; the widget of a message, which has a slider
 * over everything, means the messenger that was opened last.
 */
export function textAreaFor(placement: string): TextTarget | undefined {
  const known = living()
  return placement === 'IM_CONTEXT_MENU' ? known.at(-1) : known.filter(({ page }) => page === window).at(-1)
}
