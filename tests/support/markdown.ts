/**
 * A table of Markdown.
 * @param headings one for each column; all columns but the first are aligned as `align` says
 * @param rows as many cells each; whatever would end a cell is escaped
 */
export function markdownTable(headings: readonly string[], rows: readonly (readonly string[])[], align: 'left' | 'right' = 'left'): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`
  const rule = headings.map((_, column) => (column > 0 && align === 'right' ? '---:' : '---'))
  return [line(headings), line(rule), ...rows.map(line)].join('\n')
}
