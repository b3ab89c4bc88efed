/**
 * Keys of a list of ready texts: arrows walk from the search through the rows, `/` and any letter go back to the search.
 * Rows are the elements with `data-template-row`, the search is the one with `data-template-search`.
 */
export function useTemplateKeys(root: Readonly<Ref<HTMLElement | null>>) {
  const rows = () => [...root.value?.querySelectorAll<HTMLElement>('[data-template-row]') ?? []]

  function focusSearch() {
    root.value?.querySelector<HTMLElement>('[data-template-search]')?.focus({ preventScroll: true })
  }

  /** @param step how many rows further; before the first is the search */
  function walk(from: Element, step: number) {
    const all = rows()
    const next = all.findIndex(row => row === from) + step
    if (next < 0) focusSearch()
    else all[Math.min(next, all.length - 1)]?.focus()
  }

  function onKeydown(event: KeyboardEvent) {
    const target = event.target as HTMLElement
    const inSearch = target.closest('[data-template-search]') !== null
    const onRow = target.matches('[data-template-row]')
    if (event.ctrlKey || event.metaKey || event.altKey || (!inSearch && target.matches('input, textarea, select'))) return
    if ((inSearch || onRow) && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault()
      walk(target, event.key === 'ArrowDown' ? 1 : -1)
    }
    else if (event.key === '/' && !inSearch) {
      event.preventDefault()
      focusSearch()
    }
    // The letter itself arrives where the focus is by then.
    else if (onRow && event.key.length === 1 && event.key !== ' ') focusSearch()
  }

  return { onKeydown, focusSearch }
}
