import { readFileSync, writeFileSync } from 'node:fs'

const [begin, end] = ['<!-- bench: begin -->', '<!-- bench: end -->']

/**
 * Puts the report in the place of the last one.
 * @throws when the document has no such place
 */
export function writeIntoDocument(file: string, report: string): void {
  writeFileSync(file, withReport(readFileSync(file, 'utf8'), report))
}

/** The document with this report between its marks. @throws when they are not there */
export function withReport(document: string, report: string): string {
  const [from, to] = [document.indexOf(begin), document.indexOf(end)]
  if (from < 0 || to < from) throw new Error(`The document lacks "${begin}" and "${end}".`)
  return `${document.slice(0, from + begin.length)}\n\n${report}\n\n${document.slice(to)}`
}
