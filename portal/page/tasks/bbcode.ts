export type Mark = 'b' | 'i' | 'u' | 's'
export interface TextRun { text: string, marks: Mark[] }

const tag = /\[(\/?)([bius])\]/gi

/**
 * Splits a task's description into runs of plain text with the marks that BB code gives them (`[B]bold[/B]`, italic,
 * underlined, struck). Anything else in brackets stays text; a tag that is never closed counts to the end.
 */
export function readBbCode(source: string): TextRun[] {
  const runs: TextRun[] = []
  let marks: Mark[] = []
  let from = 0
  const take = (to: number) => { if (to > from) runs.push({ text: source.slice(from, to), marks: [...marks] }) }
  for (const found of source.matchAll(tag)) {
    take(found.index)
    from = found.index + found[0].length
    const mark = (found[2] ?? '').toLowerCase() as Mark
    marks = marks.filter(one => one !== mark)
    if (found[1] === '') marks.push(mark)
  }
  take(source.length)
  return runs
}
