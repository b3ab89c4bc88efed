/*
 * Notes are written in light Markdown: bold, italic, struck out, code, links, lists, quotes and tasks. This is what becomes of it:
 * a small tree that pages draw with components, so that no text of a person is ever HTML (DESIGN §5.11).
 * The parser (`markdown-parser.ts`) is apart, because a page that only shows notes does not need it.
 */

/** A run of text and what it is. Marks are absent when they do not apply. */
export type Inline =
  | { kind: 'text', text: string, bold?: true, italic?: true, struck?: true, code?: true }
  /** `href` is http, https, mailto or tel. */
  | { kind: 'link', text: string, href: string }
  /** A colleague of this portal; opens their profile. */
  | { kind: 'person', name: string, id: number }
  | { kind: 'break' }

export type Block =
  | { kind: 'paragraph', content: Inline[] }
  | { kind: 'heading', content: Inline[] }
  | { kind: 'code', text: string }
  | { kind: 'quote', blocks: Block[] }
  | { kind: 'list', ordered: boolean, start: number, items: ListItem[] }
  | { kind: 'rule' }

/** `task` is the number of a task in its note, from 0 (a checkbox sends it back); null for an ordinary item. */
export interface ListItem { task: number | null, done: boolean, blocks: Block[] }

/** How a mention stands in a note's text: `@[Anna Kowalska](user:3)`. A name holds no brackets. */
export const mentionPattern = /@\[([^[\]\n]{1,100})\]\(user:([1-9]\d{0,17})\)/g

export interface Mention { id: number, name: string }

/** A name as a mention can hold it. */
export const mentionName = (name: string) => name.replaceAll(/[[\]\n]/g, ' ').trim().slice(0, 100)

/** Writes a mention; brackets in a name become spaces. */
export const mentionOf = ({ id, name }: Mention) => `@[${mentionName(name)}](user:${id})`

/** Who is mentioned in a text, each once. */
export function mentionsIn(text: string): Mention[] {
  const found = [...text.matchAll(mentionPattern)].map(([, name, id]) => ({ id: Number(id), name: name! }))
  return [...new Map(found.map(mention => [mention.id, mention])).values()]
}

/** A run as text alone. */
export function inlineText(run: Inline): string {
  switch (run.kind) {
    case 'break': return '\n'
    case 'person': return `@${run.name}`
    default: return run.text
  }
}

/**
 * A note in words, for places that show a line or two of it and for messages: no signs of Markdown, items on lines of their own.
 * @param note its text, and its body as {@link Block}s; null where the text says it all
 */
export function plainText({ text, body }: { text: string, body: Block[] | null }): string {
  return body === null ? text : body.map(plainBlock).join('\n')
}

function plainBlock(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
    case 'heading': return block.content.map(inlineText).join('')
    case 'code': return block.text
    case 'quote': return block.blocks.map(plainBlock).join('\n')
    case 'list': return block.items.map((item, index) => `${itemSign(block, item, index)} ${item.blocks.map(plainBlock).join('\n')}`).join('\n')
    case 'rule': return '—'
  }
}

function itemSign({ ordered, start }: Extract<Block, { kind: 'list' }>, { task, done }: ListItem, index: number): string {
  if (task !== null) return done ? '☑' : '☐'
  return ordered ? `${start + index}.` : '•'
}

/** The tasks of a tree, in the order of their numbers. */
export function tasksIn(blocks: Block[]): ListItem[] {
  return blocks.flatMap((block) => {
    if (block.kind === 'quote') return tasksIn(block.blocks)
    if (block.kind !== 'list') return []
    return block.items.flatMap(item => [...(item.task === null ? [] : [item]), ...tasksIn(item.blocks)])
  })
}

/** What a task says, in words. */
export function taskText({ blocks }: ListItem): string {
  return blocks.slice(0, 1).map(plainBlock).join('')
}

/** A task as somebody wants it: its number, and whether it is done. */
export interface Tick { task: number, done: boolean }

/** The tree with tasks ticked or not. */
export function withTicks(blocks: Block[], ticks: Tick[]): Block[] {
  return blocks.map((block) => {
    if (block.kind === 'quote') return { ...block, blocks: withTicks(block.blocks, ticks) }
    if (block.kind !== 'list') return block
    const items = block.items.map(item => ({
      ...item, done: ticks.findLast(({ task }) => task === item.task)?.done ?? item.done, blocks: withTicks(item.blocks, ticks),
    }))
    return { ...block, items }
  })
}
