/** A text field's text and what is selected in it. */
export interface Selected { text: string, start: number, end: number }

/** Puts `insert` between two places of the text and selects a part of the result; places are counted from the text's beginning. */
export interface Edit { from: number, to: number, insert: string, start: number, end: number }

const item = /^([ \t]*)(?:([-*]) (\[[ xX]\] )?|(\d{1,9})\. |(> ))/

/** Puts a mark such as `**` around what is selected, or takes it away where it is there already. */
export function toggleMark({ text, start, end }: Selected, mark: string): Edit {
  const size = mark.length
  const selected = text.slice(start, end)
  if (hasMark(text.slice(0, start), mark, 'end') && hasMark(text.slice(end), mark, 'start')) {
    return { from: start - size, to: end + size, insert: selected, start: start - size, end: end - size }
  }
  if (selected.length > 2 * size && hasMark(selected, mark, 'start') && hasMark(selected, mark, 'end')) {
    return { from: start, to: end, insert: selected.slice(size, -size), start, end: end - 2 * size }
  }
  // Marks stick to words: a space inside them would leave them without meaning.
  const word = selected.trim()
  const before = selected.length - selected.trimStart().length
  return { from: start + before, to: start + before + word.length, insert: mark + word + mark, start: start + before + size, end: start + before + size + word.length }
}

/** `*` is not there where only `**` is. */
function hasMark(text: string, mark: string, side: 'start' | 'end'): boolean {
  const signs = side === 'start' ? /^\*+|^`+/.exec(text)?.[0] : /\*+$|`+$/.exec(text)?.[0]
  return signs !== undefined && signs[0] === mark[0] && (signs.length === mark.length || signs.length === 3)
}

/** A word or two become `code`, several lines a block of it. */
export function toggleCode(selected: Selected): Edit {
  const { text, start, end } = selected
  const code = text.slice(start, end)
  if (!code.includes('\n')) return toggleMark(selected, '`')
  return { from: start, to: end, insert: `\`\`\`\n${code}\n\`\`\``, start: start + 4, end: end + 4 }
}

/** Makes the selected lines items that begin with `prefix`, or ordinary lines again when they all are. */
export function toggleItems({ text, start, end }: Selected, prefix: '- ' | '- [ ] '): Edit {
  const from = text.lastIndexOf('\n', start - 1) + 1
  const lineEnd = text.indexOf('\n', Math.max(start, end - 1))
  const to = lineEnd === -1 ? text.length : lineEnd
  const lines = text.slice(from, to).split('\n')
  const isOne = (line: string) => Boolean(item.exec(line)?.[2]) && Boolean(item.exec(line)?.[3]) === (prefix === '- [ ] ')
  const takeAway = lines.every(isOne)
  const insert = lines.map(line => line.replace(item, '$1')).map(line => takeAway ? line : line.replace(/^[ \t]*/, `$&${prefix}`)).join('\n')
  const at = from + insert.length
  return { from, to, insert, start: start === end ? at : from, end: at }
}

/** Makes a link of what is selected: words wait for their address, an address for its words. */
export function makeLink({ text, start, end }: Selected): Edit {
  const selected = text.slice(start, end)
  if (/^https?:\/\/\S+$/i.test(selected)) return { from: start, to: end, insert: `[](${selected})`, start: start + 1, end: start + 1 }
  const address = start + selected.length + 3
  return { from: start, to: end, insert: `[${selected}](https://)`, start: selected ? address : start + 1, end: selected ? address + 'https://'.length : start + 1 }
}

/** What Enter does in a list: the next item, or its end when the item is empty. Null where Enter is just Enter. */
export function nextItem({ text, start, end }: Selected): Edit | null {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1
  const found = item.exec(text.slice(lineStart, start))
  if (!found || start !== end) return null
  const [prefix, indent = '', bullet, task, number, quote] = found
  if (text.slice(lineStart + prefix.length, start).trim() === '' && /^[ \t]*(?:\n|$)/.test(text.slice(start))) {
    return { from: lineStart, to: start, insert: '', start: lineStart, end: lineStart }
  }
  const next = quote ?? (number ? `${Number(number) + 1}. ` : `${bullet} ${task ? '[ ] ' : ''}`)
  const insert = `\n${indent}${next}`
  return { from: start, to: start, insert, start: start + insert.length, end: start + insert.length }
}

/**
 * Carries out an edit as if it were typed, so that the browser can undo it.
 * `execCommand` is deprecated and the only way that browsers have for this; where it does nothing, the text changes without.
 */
export function applyEdit(field: HTMLTextAreaElement, { from, to, insert, start, end }: Edit): void {
  field.focus()
  field.setSelectionRange(from, to)
  const done = insert === '' ? document.execCommand('delete') : document.execCommand('insertText', false, insert)
  if (!done) {
    field.setRangeText(insert, from, to, 'end')
    field.dispatchEvent(new Event('input', { bubbles: true }))
  }
  field.setSelectionRange(start, end)
}
