import type { MarkedToken, Token, Tokens } from 'marked'
import { Lexer } from 'marked'
import type { Block, Inline, ListItem } from './markdown'
import { inlineText } from './markdown'
import { NoteTokenizer } from './markdown-tokenizer'
import { textParts } from './web-addresses'

type TextRun = Extract<Inline, { kind: 'text' }>
type Marks = Omit<TextRun, 'kind' | 'text'>

/** Most notes hold nothing that could be Markdown: they are not parsed at all. */
const mayMeanSomething = /[*_`~[\\]|^[ \t]*(?:[->]|#{1,6}[ \t]|\d{1,9}\.[ \t])/m

const linkProtocols = ['http:', 'https:', 'mailto:', 'tel:']

/**
 * What a note's Markdown means.
 * @returns null where the text is nothing but words, line breaks and web addresses: then the text itself is what to show
 */
export function parseMarkdown(text: string): Block[] | null {
  return mayMeanSomething.test(text) ? new Reading().read(text) : null
}

/** One note being read. */
class Reading {
  private tasks = 0
  /** Whether anything in the text meant more than itself. */
  private means = false

  read(text: string): Block[] | null {
    const blocks = this.blocks(new Lexer({ gfm: true, breaks: true, tokenizer: new NoteTokenizer() }).lex(text))
    return this.means ? blocks : null
  }

  private blocks(tokens: Token[]): Block[] {
    return tokens.flatMap(token => this.block(token as MarkedToken))
  }

  private block(token: MarkedToken): Block[] {
    switch (token.type) {
      case 'space':
      case 'checkbox': return []
      case 'paragraph':
      case 'text': return [{ kind: 'paragraph', content: this.inlines(token.tokens ?? [token]) }]
    }
    this.means = true
    switch (token.type) {
      case 'heading': return [{ kind: 'heading', content: this.inlines(token.tokens) }]
      case 'code': return [{ kind: 'code', text: token.text }]
      case 'blockquote': return [{ kind: 'quote', blocks: this.blocks(token.tokens) }]
      case 'list': return this.lists(token)
      case 'hr': return [{ kind: 'rule' }]
      default: return [{ kind: 'paragraph', content: plain(token.raw, {}) }]
    }
  }

  /** Numbers stay as they were typed: where they do not count up (`3. May`, `5. May`), another list begins. */
  private lists({ ordered, items }: Tokens.List): Block[] {
    const lists: Extract<Block, { kind: 'list' }>[] = []
    const numbers = items.map(item => ordered ? Number.parseInt(item.raw.trimStart(), 10) : 0)
    const countsItself = numbers.every(number => number === numbers[0])
    for (const [index, item] of items.entries()) {
      const list = lists.at(-1)
      const goesOn = list && (countsItself || numbers[index] === list.start + list.items.length)
      if (goesOn) list.items.push(this.item(item))
      else lists.push({ kind: 'list', ordered, start: numbers[index]!, items: [this.item(item)] })
    }
    return lists
  }

  private item(item: Tokens.ListItem): ListItem {
    const task = item.task ? this.tasks++ : null
    return { task, done: item.checked === true, blocks: this.blocks(item.tokens) }
  }

  private inlines(tokens: Token[], marks: Marks = {}): Inline[] {
    return joined(tokens.flatMap(token => this.inline(token as MarkedToken, marks)))
  }

  private inline(token: MarkedToken, marks: Marks): Inline[] {
    switch (token.type) {
      case 'checkbox': return []
      case 'br': return [{ kind: 'break' }]
      case 'text': return [{ kind: 'text', text: token.text, ...marks }]
      case 'link': return this.link(token, marks)
      case 'image': return plain(token.raw, marks)
    }
    this.means = true
    switch (token.type) {
      case 'strong': return this.inlines(token.tokens, { ...marks, bold: true })
      case 'em': return this.inlines(token.tokens, { ...marks, italic: true })
      case 'del': return this.inlines(token.tokens, { ...marks, struck: true })
      case 'codespan': return [{ kind: 'text', text: token.text, ...marks, code: true }]
      case 'escape': return [{ kind: 'text', text: token.text, ...marks }]
      default: return plain(token.raw, marks)
    }
  }

  private link({ href, text, raw, autolink, tokens }: Tokens.Link, marks: Marks): Inline[] {
    if (autolink) return [{ kind: 'link', text, href }]
    if (raw.startsWith('@')) {
      this.means = true
      return [{ kind: 'person', name: text, id: Number(href.slice('user:'.length)) }]
    }
    const label = this.inlines(tokens).map(inlineText).join('').trim()
    if (label === '' || !URL.canParse(href) || !linkProtocols.includes(new URL(href).protocol)) return plain(raw, marks)
    this.means = true
    return [{ kind: 'link', text: label, href: new URL(href).href }]
  }
}

/** What means nothing here, as it was typed; an address in it is a link all the same. */
function plain(raw: string, marks: Marks): Inline[] {
  return raw.trimEnd().split('\n').flatMap((line, index) => [
    ...(index > 0 ? [{ kind: 'break' } as const] : []),
    ...textParts(line).map(({ text, href }): Inline => href ? { kind: 'link', text, href } : { kind: 'text', text, ...marks }),
  ])
}

/** Neighbouring runs that look the same, as one. */
function joined(content: Inline[]): Inline[] {
  const runs: Inline[] = []
  for (const next of content) {
    const last = runs.at(-1)
    if (last?.kind === 'text' && next.kind === 'text' && sameMarks(last, next)) runs[runs.length - 1] = { ...last, text: last.text + next.text }
    else runs.push(next)
  }
  return runs
}

const sameMarks = (one: TextRun, other: TextRun) =>
  one.bold === other.bold && one.italic === other.italic && one.struck === other.struck && one.code === other.code
