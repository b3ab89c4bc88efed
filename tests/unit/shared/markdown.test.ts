import { describe, expect, it } from 'vitest'
import type { Block, Inline } from '#shared/markdown'
import { mentionOf, mentionsIn, plainText, tasksIn, withTicks } from '#shared/markdown'
import { parseMarkdown } from '#shared/markdown-parser'

/** A tree in one line that can be read: `<b>bold</b>`, `[text→address]`, `(person 3)`, `⏎`. */
function drawn(blocks: Block[]): string {
  return blocks.map(drawnBlock).join(' ')
}

function drawnBlock(block: Block): string {
  switch (block.kind) {
    case 'paragraph': return `<p>${block.content.map(drawnInline).join('')}</p>`
    case 'heading': return `<h>${block.content.map(drawnInline).join('')}</h>`
    case 'code': return `<pre>${block.text}</pre>`
    case 'quote': return `<q>${drawn(block.blocks)}</q>`
    case 'rule': return '<hr>'
    case 'list': return `<${block.ordered ? `ol ${block.start}` : 'ul'}>${block.items.map(({ task, done, blocks }) =>
      `<li${task === null ? '' : ` #${task}${done ? ' done' : ''}`}>${drawn(blocks)}</li>`).join('')}</list>`
  }
}

function drawnInline(run: Inline): string {
  switch (run.kind) {
    case 'break': return '⏎'
    case 'link': return `[${run.text}→${run.href}]`
    case 'person': return `(${run.name} ${run.id})`
    case 'text': return (['bold', 'italic', 'struck', 'code'] as const).reduce((text, mark) => run[mark] ? `<${mark[0]}>${text}</${mark[0]}>` : text, run.text)
  }
}

const read = (text: string) => drawn(parseMarkdown(text)!)

describe('what notes understand', () => {
  it.each([
    ['**a** *b* _c_ ~~d~~ `e`', '<p><b>a</b> <i>b</i> <i>c</i> <s>d</s> <c>e</c></p>'],
    ['***both***', '<p><i><b>both</b></i></p>'],
    ['**Wort**teil', '<p><b>Wort</b>teil</p>'],
    ['# Plan\n## Also a plan', '<h>Plan</h> <h>Also a plan</h>'],
    ['one\ntwo\n\nthree **b**', '<p>one⏎two</p> <p>three <b>b</b></p>'],
    ['- a\n- b\n  - c', '<ul><li><p>a</p></li><li><p>b</p> <ul><li><p>c</p></li></list></li></list>'],
    ['1. a\n2. b', '<ol 1><li><p>a</p></li><li><p>b</p></li></list>'],
    ['1. a\n1. b', '<ol 1><li><p>a</p></li><li><p>b</p></li></list>'],
    ['> **a**\n> b\nanswer', '<q><p><b>a</b>⏎b</p></q> <p>answer</p>'],
    ['```sh\nnpm **test**\n```', '<pre>npm **test**</pre>'],
    ['a\n---\nb', '<p>a</p> <hr> <p>b</p>'],
    ['[Offer](https://example.com/a "title") and https://example.org.', '<p>[Offer→https://example.com/a] and [https://example.org→https://example.org].</p>'],
    ['**https://example.com/a**', '<p>[https://example.com/a→https://example.com/a]</p>'],
    ['[write](mailto:anna@example.com) [call](tel:+4930123)', '<p>[write→mailto:anna@example.com] [call→tel:+4930123]</p>'],
    ['@[Anna Kowalska](user:3) please', '<p>(Anna Kowalska 3) please</p>'],
    ['**@[Anna *K*](user:3)**', '<p>(Anna *K* 3)</p>'],
    ['\\*a\\* **b**', '<p>*a* <b>b</b></p>'],
  ])('%j', (text, expected) => {
    expect(read(text)).toBe(expected)
  })

  it('tasks are numbered as they stand, wherever they are', () => {
    expect(read('- [ ] a\n  1. [x] b\n- c\n\n> - [X] d\n\n- [ ] e\n\n  more'))
      .toBe('<ul><li #0><p>a</p> <ol 1><li #1 done><p>b</p></li></list></li><li><p>c</p></li></list> <q><ul><li #2 done><p>d</p></li></list></q> <ul><li #3><p>e</p> <p>more</p></li></list>')
  })

  it('numbers that do not count up stay what was typed', () => {
    expect(read('3. May\n4. May\n12. May')).toBe('<ol 3><li><p>May</p></li><li><p>May</p></li></list> <ol 12><li><p>May</p></li></list>')
  })

  it('what stands below a list without a space before it is no part of it', () => {
    expect(read('- a\nThanks')).toBe('<ul><li><p>a</p></li></list> <p>Thanks</p>')
  })
})

describe('what was typed before notes knew Markdown', () => {
  it.each([
    'Call Anna at 5', 'one\n\n\ntwo  ', 'See https://example.com/a_b_c?d=*e*.', '5 * 3 = 15', '2*3*4 and 2**3**4', 'snake_case_name', '<b>bold</b> & <img src=x>', '<!-- x -->',
    'about ~5 or ~6', '*.txt and *.doc', '1) first\n2) second', '+ good\n+ cheap', 'Price\n====', '| a | b |\n|---|---|\n| 1 | 2 |', '    indented', '#tag #other', '#', '-', '- ', '*', '> '.trim(),
    'C:\\new\\files and \\\\server\\share', '&amp; &#42;', '[x]: https://example.com', '[ ] no list', 'a@example.com', '``', '[a] (b)', '2026-11-21', 'Müller - Meier', '-5 °C', '@Anna',
  ])('stays as it is: %j', (text) => {
    expect(plainText({ text, body: parseMarkdown(text) })).toBe(text)
  })

  it.each(['Call Anna at 5', '5 * 3', 'https://example.com/a_b_c', '<b>', '[x](y)'])('needs no tree: %j', (text) => {
    expect(parseMarkdown(text)).toBeNull()
  })

  it('stays as it is beside Markdown, too', () => {
    expect(read('snake_case <b>x</b> 5 * 3\n<i>y</i>\n+ z\n**b**')).toBe('<p>snake_case <b>x</b> 5 * 3⏎<i>y</i>⏎+ z⏎<b>b</b></p>')
  })
})

describe('hostile text', () => {
  it.each([
    '[x](javascript:alert(1))', '[x](JaVaScRiPt:alert(1))', '[x](java\tscript:alert(1))', '[x](&#106;avascript:alert(1))', '[x](<javascript:alert(1)>)', '[x](data:text/html,<script>)',
    '[x](vbscript:x)', '[x](//example.com)', '[x](/path)', '[x](user:3)', '[x](file:///etc/passwd)', '@[x](user:0)', '@[x](user:3e5)', '<javascript:alert(1)>', '![x](javascript:alert(1))',
  ])('links to nothing: %j', (text) => {
    expect(parseMarkdown(text)).toBeNull()
    expect(JSON.stringify(parseMarkdown(`${text} **b**`))).not.toMatch(/"kind":"(?:link|person)"/)
  })

  it('never loses what stood around what it refused', () => {
    expect(read('a [x](javascript:alert(1)) <script>y</script> ![z](https://example.com/z.png) **b**'))
      .toBe('<p>a [x](javascript:alert(1)) <script>y</script> ![z]([https://example.com/z.png→https://example.com/z.png]) <b>b</b></p>')
  })

  it('a link to nothing hides nothing', () => {
    expect(parseMarkdown('[](https://example.com)')).toBeNull()
  })
})

describe('pathological text of 10,000 characters', () => {
  const filled = (part: string, end = '') => part.repeat(Math.floor((10_000 - end.length) / part.length)) + end
  const steps = (sign: string) => Array.from({ length: 130 }, (_, index) => `${' '.repeat(index)}${sign} a`).join('\n')

  it.each([
    filled('>'), filled('> '), filled('- ', 'a'), filled('1. ', 'a'), filled('> - ', 'a'), filled('- [ ] ', 'a'), filled('- [ ] a\n'), filled('> a\n- b\n'), steps('-'), steps('>'),
    filled('*'), filled('*a'), filled('a*'), filled('*a **b '), filled('*_'), filled('***a'), filled('_a '), filled('~~a '), filled('*a **b ').slice(0, 5_000) + filled('** *').slice(0, 5_000),
    filled('['), filled('[a]('), filled('[a](b'), `${'['.repeat(5_000)}${']'.repeat(5_000)}`, `[a](${'('.repeat(4_998)}${')'.repeat(4_998)}`, filled('!['), filled('@['), filled('@[a](user:1)'),
    filled('`'), filled('`a'), Array.from({ length: 140 }, (_, index) => '`'.repeat(index + 1)).join('a'), filled('```\n'), filled('\\'), filled('<'), filled('<a '), filled('#'), filled('# a\n'), filled('|a|\n|-|\n'),
    filled('http://', '*'), `http://a${'.)'.repeat(4_900)}*`, filled('a', '@*'), filled('\n', '*a*'), filled(' ', 'a*'), filled('1.\n3.\n'), filled('1. a\n3. b\n'), filled('- \n'), filled('[a]: b\n'),
  ].map(text => [text.slice(0, 12), text] as const))('is a tree that can be sent and drawn: %j', (_start, text) => {
    const body = parseMarkdown(text)
    expect(depthOf(body ?? [])).toBeLessThanOrEqual(9)
    expect(plainText({ text, body }).length).toBeGreaterThan(0)
  }, 2_000)

  function depthOf(blocks: Block[]): number {
    return Math.max(0, ...blocks.map(block => 1 + (block.kind === 'quote' ? depthOf(block.blocks) : block.kind === 'list' ? depthOf(block.items.flatMap(item => item.blocks)) : 0)))
  }
})

it('tasks can be ticked in the tree, wherever they are, and nothing else changes', () => {
  const body = parseMarkdown('- [ ] a\n  - [x] b\n\n> - [ ] c')!
  const ticked = withTicks(body, [{ task: 2, done: true }, { task: 1, done: true }, { task: 1, done: false }])
  expect(tasksIn(ticked).map(({ done }) => done)).toEqual([false, false, true])
  expect(withTicks(ticked, [{ task: 1, done: true }, { task: 2, done: false }])).toEqual(body)
})

describe('a note in words', () => {
  it('has the signs of lists and none of Markdown', () => {
    const text = '## Plan\n- [ ] **call** @[Anna Kowalska](user:3)\n- [x] _mail_\n\n4. [four](https://example.com)\n\n> quote\n\n`code`'
    expect(plainText({ text, body: parseMarkdown(text) })).toBe('Plan\n☐ call @Anna Kowalska\n☑ mail\n4. four\nquote\ncode')
  })
})

describe('mentions', () => {
  it('are found, each person once', () => {
    expect(mentionsIn('@[Anna](user:3) @[Ben](user:5) @[Anna K](user:3) @[x](user:0)')).toEqual([{ id: 3, name: 'Anna K' }, { id: 5, name: 'Ben' }])
  })

  it('are written so that they can be read again', () => {
    expect(mentionsIn(mentionOf({ id: 7, name: 'Li [CEO]\nWei' }))).toEqual([{ id: 7, name: 'Li  CEO  Wei' }])
  })
})
