import { describe, expect, it } from 'vitest'
import type { Edit, Selected } from '../../../app/lib/markdown-edits'
import { makeLink, nextItem, toggleCode, toggleItems, toggleMark } from '../../../app/lib/markdown-edits'

/** A field as one sees it: `‹` and `›` around what is selected, `|` where the cursor stands. */
function field(drawn: string): Selected {
  const start = drawn.search(/[‹|]/)
  const text = drawn.replaceAll(/[‹›|]/g, '')
  return { text, start, end: drawn.includes('›') ? drawn.indexOf('›') - 1 : start }
}

function after({ text }: Selected, { from, to, insert, start, end }: Edit): string {
  const now = text.slice(0, from) + insert + text.slice(to)
  return start === end ? `${now.slice(0, start)}|${now.slice(start)}` : `${now.slice(0, start)}‹${now.slice(start, end)}›${now.slice(end)}`
}

const done = (drawn: string, edit: (selected: Selected) => Edit | null) => {
  const result = edit(field(drawn))
  return result && after(field(drawn), result)
}

describe('marks', () => {
  it.each([
    ['a ‹b› c', '**', 'a **‹b›** c'],
    ['a **‹b›** c', '**', 'a ‹b› c'],
    ['a ‹**b**› c', '**', 'a ‹b› c'],
    ['a |', '**', 'a **|**'],
    ['a **|**', '**', 'a |'],
    ['a‹ b › c', '*', 'a *‹b›*  c'],
    ['**‹b›**', '*', '***‹b›***'],
    ['***‹b›***', '*', '**‹b›**'],
  ])('%s with %s: %s', (before, mark, expected) => {
    expect(done(before, selected => toggleMark(selected, mark))).toBe(expected)
  })

  it('of code: a word, or lines', () => {
    expect(done('run ‹npm test› now', toggleCode)).toBe('run `‹npm test›` now')
    expect(done('‹a\nb›', toggleCode)).toBe('```\n‹a\nb›\n```')
  })
})

describe('items', () => {
  it.each([
    ['ca|ll', '- ', '- call|'],
    ['|', '- [ ] ', '- [ ] |'],
    ['x\n‹a\nb›\ny', '- ', 'x\n‹- a\n- b›\ny'],
    ['‹- a\n- b›', '- ', '‹a\nb›'],
    ['‹- a\nb›', '- ', '‹- a\n- b›'],
    ['‹- a\n2. b›', '- [ ] ', '‹- [ ] a\n- [ ] b›'],
    ['- [x] a|', '- [ ] ', 'a|'],
    ['  - a|', '- [ ] ', '  - [ ] a|'],
  ] as const)('%j with %j: %j', (before, prefix, expected) => {
    expect(done(before, selected => toggleItems(selected, prefix))).toBe(expected)
  })
})

describe('links', () => {
  it.each([
    ['see ‹offer›', 'see [offer](‹https://›)'],
    ['see ‹https://example.com/a›', 'see [|](https://example.com/a)'],
    ['|', '[|](https://)'],
  ])('%s: %s', (before, expected) => {
    expect(done(before, makeLink)).toBe(expected)
  })
})

describe('Enter', () => {
  it.each([
    ['- a|', '- a\n- |'],
    ['* a|b', '* a\n* |b'],
    ['  - [x] a|', '  - [x] a\n  - [ ] |'],
    ['9. a|', '9. a\n10. |'],
    ['> a|', '> a\n> |'],
    ['- a\n- |', '- a\n|'],
    ['- [ ] |\nb', '|\nb'],
  ])('%j goes on with %j', (before, expected) => {
    expect(done(before, nextItem)).toBe(expected)
  })

  it.each(['a|', '|- a', '- ‹a›', '-a|', '5 - a|'])('is just Enter in %j', (before) => {
    expect(done(before, nextItem)).toBeNull()
  })
})
