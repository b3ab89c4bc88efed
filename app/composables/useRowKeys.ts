import { rowAfter } from '~/app/lib/row-keys'

/** Where keys belong to what has the focus: they are typed there, or choose there. */
const ownKeys = 'input, textarea, select, [contenteditable], [role="menu"], [role="dialog"]'

/**
 * The keyboard on a page of rows: arrows, `j` and `k` walk from row to row, Home and End to the first and the last. Every
 * other key presses the control that names it in `data-key`, in the row that has the focus, else on the page.
 * Rows are the elements with `data-row`; the button in them with `data-row-open` takes the focus, and Enter opens it.
 */
export function useRowKeys() {
  function onKeydown(event: KeyboardEvent) {
    const target = event.target as HTMLElement
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || target.closest(ownKeys)) return
    const row = target.closest<HTMLElement>('[data-row]')
    const used = walk(event.key, target, row) || press(event.key, target, row)
    if (used) event.preventDefault()
  }

  function walk(key: string, target: HTMLElement, row: HTMLElement | null): boolean {
    // Outside of the rows these two move the page.
    if (!row && (key === 'Home' || key === 'End')) return false
    const rows = [...document.querySelectorAll<HTMLElement>('[data-row]')]
    const before = rows.filter(other => target.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_PRECEDING)
    const next = rowAfter(key, row ? rows.indexOf(row) : before.length - 0.5, rows.length)
    if (next === undefined) return false
    rows[next]?.querySelector<HTMLElement>('[data-row-open]')?.focus()
    return true
  }

  function press(key: string, target: HTMLElement, row: HTMLElement | null): boolean {
    // On any other button the space bar presses that one.
    if (key === ' ' && !target.matches('[data-row-open]')) return false
    const named = `[data-key~="${CSS.escape(key === ' ' ? 'Space' : key)}"]`
    const control = row?.querySelector<HTMLElement>(named) ?? [...document.querySelectorAll<HTMLElement>(named)].find(other => !other.closest('[data-row]'))
    if (!control) return false
    if (control.matches('input')) control.focus()
    else control.click()
    return true
  }

  onMounted(() => document.addEventListener('keydown', onKeydown))
  onBeforeUnmount(() => document.removeEventListener('keydown', onKeydown))
}
