import { markdownTable } from '../../support/markdown'

/** One line of the report: a figure of the app, and what it is held against. */
export interface Row {
  what: string
  app: string
  /** The same figure of what the app is compared with: the stock page, unless the section's columns say otherwise. */
  stock?: string
  /** App to stock. */
  ratio?: string
  /** What DESIGN §9 asks, in words. */
  target?: string
  /** Whether the target is reached; left out where there is none. */
  met?: boolean
}

/** Headings of a section's columns. */
export interface Columns {
  app: string
  stock: string
  ratio: string
}

export interface Section {
  title: string
  /** Where the usual headings do not fit. */
  columns?: Partial<Columns>
  rows: Row[]
  /** What a reader has to know to read it, a paragraph of Markdown. */
  note?: string
}

const usualColumns: Columns = { app: 'Sidenote', stock: 'stock page', ratio: 'ratio' }

/**
 * The report as Markdown: a table per section. Columns that no row of a section fills are left out.
 * @param machine one line about where and when it was measured
 */
export function markdownOf(sections: readonly Section[], machine: string): string {
  return [`Measured on ${machine}.`, ...verdictOf(sections), ...sections.map(sectionMarkdown)].join('\n\n')
}

/** How many targets are reached, and those that are not: paragraphs, none when there are no targets. */
function verdictOf(sections: readonly Section[]): string[] {
  const judged = sections.flatMap(({ title, rows }) => rows.filter(row => row.met !== undefined).map(row => ({ ...row, title })))
  const missed = judged.filter(row => !row.met)
  if (judged.length === 0) return []
  return [
    `**${judged.length - missed.length} of ${judged.length} targets are reached.**${missed.length > 0 ? ' These are not:' : ''}`,
    ...missed.length > 0 ? [missed.map(({ title, what, target }) => `- ${title}: ${what} ${target}`).join('\n')] : [],
  ]
}

function sectionMarkdown({ title, columns, rows, note }: Section): string {
  const headings = { ...usualColumns, ...columns }
  const cells: [heading: string, cell: (row: Row) => string | undefined][] = [
    ['', row => row.what],
    // First, because it is what holds on other machines.
    [headings.ratio, row => row.ratio],
    [headings.app, row => row.app],
    [headings.stock, row => row.stock],
    ['target', targetCell],
  ]
  const shown = cells.filter(([, cell]) => rows.some(row => cell(row) !== undefined))
  const table = markdownTable(shown.map(([heading]) => heading), rows.map(row => shown.map(([, cell]) => cell(row) ?? '')), 'right')
  return [`### ${title}`, table, ...(note ? [note] : [])].join('\n\n')
}

function targetCell({ target, met }: Row): string | undefined {
  if (target === undefined) return undefined
  return met === undefined ? target : `${target} ${met ? '✓' : '✗'}`
}
