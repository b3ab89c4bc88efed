/**
 * Copies a text the old way, which works in a frame: Bitrix24 does not delegate the asynchronous clipboard to it. Needs
 * a click or a key of the person within the last seconds.
 * @returns false where the browser did not let it happen
 */
export function copyText(text: string): boolean {
  const focused = document.activeElement
  const field = document.createElement('textarea')
  field.value = text
  field.readOnly = true
  // On the screen, or focusing it would scroll the page; too small to be seen.
  field.style.cssText = 'position:fixed;top:0;left:0;width:1px;height:1px;opacity:0'
  document.body.append(field)
  field.select()
  try {
    return document.execCommand('copy')
  }
  catch {
    return false
  }
  finally {
    field.remove()
    if (focused instanceof HTMLElement) focused.focus({ preventScroll: true })
  }
}
