/*
 * Tables as files that a spreadsheet opens (RFC 4180): quoted where it must be, lines that end in CR LF, and a byte order mark,
 * without which Excel reads UTF-8 as something else.
 */

/** A number is written as it is; an absent value leaves its cell empty. */
export type Cell = string | number | null

/** Stands at the beginning of a file. */
export const byteOrderMark = '\uFEFF'

/**
 * What separates cells. Excel opens a file by the reader's own list separator: a semicolon where the comma is in their decimals,
 * and one long column otherwise.
 * @param locale BCP 47
 */
export function cellSeparator(locale: string): ',' | ';' {
  return new Intl.NumberFormat(locale).format(1.5).includes(',') ? ';' : ','
}

/** One line of the table, its end included. @param separator {@link cellSeparator} */
export function csvLine(cells: readonly Cell[], separator: string): string {
  return `${cells.map(cell => written(cell, separator)).join(separator)}\r\n`
}

/**
 * A cell that begins like this is calculated by spreadsheets, and people's texts are not to be executed on somebody's machine
 * (OWASP, CSV Injection). The wide signs are read as the narrow ones in East Asian versions.
 */
const formula = /^[=+\-@\t\r\n＝＋－＠]/

function written(cell: Cell, separator: string): string {
  if (typeof cell !== 'string') return cell === null ? '' : String(cell)
  const text = formula.test(cell) ? `'${cell}` : cell
  return text.includes(separator) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
