import type { Tokens } from 'marked'
import { Tokenizer } from 'marked'
import { mentionPattern } from './markdown'
import { textParts } from './web-addresses'

/** Quotes and lists inside each other; deeper ones stay text, so that no note can exhaust the stack. */
const blockDepth = 8
/** Marks inside each other. */
const inlineDepth = 16
/**
 * Characters that are searched in vain for the ends of marks. Each beginning without an end searches the rest of its paragraph:
 * a hundred of them in the longest note are nobody's writing, and thousands would keep the server busy for a second.
 */
const vainSearch = 1_000_000

const listStart = /^ {0,3}(?:[-*]|\d{1,9}\.)[ \t]+\S/
/** A line that ends a list: neither indented nor an item. */
const afterList = /\n(?=\S)(?![-*][ \t]|\d{1,9}\.[ \t])/
const quotedLines = /^(?: {0,3}>[^\n]*(?:\n|$))+/
const escaped = /^\\([*_`~[\]])/
const word = /[\p{L}\p{N}]$/u
const mention = new RegExp(`^${mentionPattern.source}`)
/** Text up to what could mean something. Linear: marked's own looks for e-mail addresses at every character. */
const plainRun = /^(?:[`~]+|[\s\S])[^\\![`*_~@\nh]*(?:h(?!ttps?:\/\/)[^\\![`*_~@\nh]*)*/i

/**
 * Markdown as notes have it: of GitHub's dialect the part that nobody types by accident. What people wrote before notes knew
 * Markdown has to read as they typed it, so HTML, tables, indented code, underlined headings and `+` or `1)` lists are text,
 * as are asterisks inside words and numbers. A backslash takes their meaning from marks and is a backslash before all else, as in paths.
 */
export class NoteTokenizer extends Tokenizer {
  private blocks = 0
  private marks = 0
  private searched = 0

  override html() { return undefined }
  override tag() { return undefined }
  override def() { return undefined }
  override reflink() { return undefined }
  override table() { return undefined }
  override code() { return undefined }
  override lheading() { return undefined }
  override autolink() { return undefined }

  /** A heading without words is a line of text. Given up, it would be left to nobody: a paragraph ends before it. */
  override heading(src: string) {
    const token = super.heading(src)
    if (!token || token.text.trim()) return token
    const text = token.raw.trim()
    return { type: 'paragraph', raw: token.raw, text, tokens: this.lexer.inline(text) } as unknown as Tokens.Heading
  }

  override fences(src: string) {
    const token = super.fences(src)
    return token?.text.trim() ? token : undefined
  }

  /** Only what is marked belongs to a quote: the line below it is the answer. */
  override blockquote(src: string) {
    const lines = quotedLines.exec(src)?.[0]
    return lines && /[^>\s]/.test(lines) ? this.nested(() => super.blockquote(lines.trimEnd())) : undefined
  }

  /** Only items and what is indented below them belong to a list. */
  override list(src: string) {
    if (!listStart.test(src)) return undefined
    const end = afterList.exec(src)?.index ?? src.length
    return this.nested(() => super.list(src.slice(0, end)))
  }

  override emStrong(src: string, maskedSrc: string, before = '') {
    const run = /^(?:\*+|_+)/.exec(src)?.[0]
    if (run === '*' ? word.test(before) : run && /\p{N}$/u.test(before)) return { type: 'text', raw: run, text: run } as unknown as Tokens.Em
    return /^[*_]+\S/.test(src) ? this.patiently(src, () => super.emStrong(src, maskedSrc, before)) : undefined
  }

  override del(src: string, maskedSrc: string, before = '') {
    return /^~~\S/.test(src) ? this.patiently(src, () => super.del(src, maskedSrc, before)) : undefined
  }

  /** A mention is the link to a person. */
  override link(src: string) {
    const person = mention.exec(src)
    if (person) return { type: 'link', raw: person[0], href: `user:${person[2]}`, text: person[1], tokens: [] } as Tokens.Link
    return this.marked(() => super.link(src))
  }

  /** Web addresses end where a reader would end them, as in notes without Markdown. */
  override url(src: string) {
    if (this.lexer.state.inLink || !/^https?:\/\//i.test(src)) return undefined
    const [{ text, href } = { text: '' }] = textParts(src.slice(0, src.search(/\s|$/)))
    return href ? { type: 'link', raw: text, href, text, autolink: true, tokens: [] } as Tokens.Link : undefined
  }

  override escape(src: string) {
    const found = escaped.exec(src)
    return found ? { type: 'escape', raw: found[0], text: found[1] } as Tokens.Escape : undefined
  }

  override inlineText(src: string) {
    const raw = plainRun.exec(src)?.[0]
    return raw ? { type: 'text', raw, text: raw, escaped: false } as Tokens.Text : undefined
  }

  private nested<T>(lex: () => T): T | undefined {
    if (this.blocks >= blockDepth) return undefined
    this.blocks++
    try { return lex() }
    finally { this.blocks-- }
  }

  private patiently<T>(src: string, lex: () => T): T | undefined {
    if (this.searched > vainSearch) return undefined
    const token = this.marked(lex)
    if (!token) this.searched += src.length
    return token
  }

  private marked<T>(lex: () => T): T | undefined {
    if (this.marks >= inlineDepth) return undefined
    this.marks++
    try { return lex() }
    finally { this.marks-- }
  }
}
