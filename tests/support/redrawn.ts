interface Recorded extends Window { redrawn?: string[] }

/**
 * Runs in a page before anything of its own does (`addInitScript`). Records what changes of the content that its HTML brought, from
 * the end of that HTML on and so before its scripts run. Comments and empty texts, by which Vue finds its parts, are no content.
 */
export function recordRedrawn(): void {
  const redrawn: string[] = []
  const placeOf = (node: Node) => (node instanceof Element ? node : node.parentElement)?.closest('[data-testid]')?.getAttribute('data-testid') ?? 'page'
  const contentIn = (nodes: NodeList) => [...nodes].flatMap((node) => {
    if (node instanceof Element) return [node.outerHTML.slice(0, 200)]
    return node instanceof Text && node.data !== '' ? [node.data] : []
  })

  function tell(records: MutationRecord[]): void {
    /** By element: what was set and taken back again is no change. */
    const attributes = new Map<Element, Map<string, string | null>>()
    for (const { type, target, attributeName, oldValue, addedNodes, removedNodes } of records) {
      if (type === 'attributes') {
        const before = attributes.get(target as Element) ?? new Map<string, string | null>()
        if (!before.has(attributeName!)) before.set(attributeName!, oldValue)
        attributes.set(target as Element, before)
      }
      else if (type === 'characterData') redrawn.push(`${placeOf(target)}: text "${oldValue}" is "${target.nodeValue}"`)
      else {
        for (const content of contentIn(removedNodes)) redrawn.push(`${placeOf(target)}: without ${content}`)
        for (const content of contentIn(addedNodes)) redrawn.push(`${placeOf(target)}: with ${content}`)
      }
    }
    for (const [element, before] of attributes) {
      for (const [name, old] of before) {
        const now = element.getAttribute(name)
        if (now !== old) redrawn.push(`${placeOf(element)}: ${name} ${JSON.stringify(old)} is ${JSON.stringify(now)}`)
      }
    }
  }

  document.addEventListener('readystatechange', () => {
    const root = document.getElementById('__nuxt')
    if (document.readyState !== 'interactive' || !root) return
    (window as Recorded).redrawn = redrawn
    new MutationObserver(tell).observe(root, { subtree: true, childList: true, characterData: true, characterDataOldValue: true, attributes: true, attributeOldValue: true })
  })
}

/**
 * Runs in a page that {@link recordRedrawn} ran in.
 * @returns every change so far, each with the nearest test id: `note: text "a" is "b"`
 */
export function readRedrawn(): string[] {
  const { redrawn } = window as Recorded
  if (!redrawn) throw new Error('Nothing was recorded in this page')
  return redrawn
}
