/** How many pixels of this frame nobody sees at its top and bottom. */
export interface HiddenEdges { top: number, bottom: number }

/**
 * A frame in a page that scrolls is rarely seen whole, and knows its own size alone. What is seen of it only an
 * IntersectionObserver tells, also across origins; it answers with the next picture.
 */
export function hiddenEdges(): Promise<HiddenEdges> {
  const whole = document.createElement('div')
  whole.style.cssText = 'position: fixed; inset: 0; visibility: hidden; pointer-events: none'
  document.body.append(whole)
  return new Promise((resolve) => {
    const observer = new IntersectionObserver(([entry]) => {
      observer.disconnect()
      whole.remove()
      const { intersectionRect: seen, boundingClientRect: frame, isIntersecting } = entry!
      resolve(isIntersecting ? { top: seen.top - frame.top, bottom: frame.bottom - seen.bottom } : { top: 0, bottom: 0 })
    })
    observer.observe(whole)
  })
}
