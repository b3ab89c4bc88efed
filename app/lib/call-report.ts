import type { CallReport } from '#shared/calls'
import { byteOrderMark, cellSeparator, csvLine } from '#shared/csv'
import { addDays, daysBetween } from '#shared/dates'
import type { PersonCard } from '#shared/subjects'

/** Days that a report can be asked for at once, counted back from today. */
export const reportSpans = [7, 30] as const
export type ReportSpan = typeof reportSpans[number]

/** Calls in all, and those of them that have a note. */
export interface Tally { calls: number, noted: number }
export interface DayTally extends Tally { date: string }
export interface PersonTally extends Tally { person: PersonCard }

/** The days of a report that ends today, both included. */
export function rangeOf(span: ReportSpan, today: string): { from: string, to: string } {
  return { from: addDays(today, 1 - span), to: today }
}

/** The sum of all counts. */
export function totalOf(counts: readonly Tally[]): Tally {
  return { calls: sum(counts.map(count => count.calls)), noted: sum(counts.map(count => count.noted)) }
}

/**
 * Every day of the report, oldest first, also those without a call.
 * @param person whose calls are counted; null for everybody's
 */
export function dayTallies({ from, to, counts }: Pick<CallReport, 'from' | 'to' | 'counts'>, person: number | null): DayTally[] {
  const counted = counts.filter(count => person === null || count.person === person)
  return Array.from({ length: Math.max(0, daysBetween(from, to) + 1) }, (_, index) => {
    const date = addDays(from, index)
    return { date, ...totalOf(counted.filter(count => count.date === date)) }
  })
}

/** Everybody who had a call, the busiest first. A person whom the report does not introduce is left out. */
export function personTallies({ counts, people }: Pick<CallReport, 'counts' | 'people'>): PersonTally[] {
  const tallies = people.map(person => ({ person, ...totalOf(counts.filter(count => count.person === person.id)) }))
  return tallies.filter(tally => tally.calls > 0).sort((one, other) => other.calls - one.calls || one.person.name.localeCompare(other.person.name))
}

/** Heads of the columns of a report's file. */
export interface ReportHeads { day: string, person: string, calls: string, noted: string, without: string }

/**
 * The report as a file for spreadsheets (CSV): a line for each day and person, oldest day first.
 * @param person whose calls are counted; null for everybody's
 * @param locale BCP 47
 */
export function reportFile({ counts, people, source }: Pick<CallReport, 'counts' | 'people' | 'source'>, person: number | null, heads: ReportHeads, locale: string): string {
  const separator = cellSeparator(locale)
  const names = new Map(people.map(({ id, name }) => [id, name]))
  // Where Bitrix24 tells only of calls with notes, the other columns would say something that nobody knows.
  const columns = source === 'portal' ? ['calls', 'noted', 'without'] as const : ['noted'] as const
  const lines = counts.filter(count => person === null || count.person === person)
    .map(count => [count.date, names.get(count.person) ?? `#${count.person}`, ...columns.map(column => column === 'without' ? count.calls - count.noted : count[column])])
  const head = [heads.day, heads.person, ...columns.map(column => heads[column])]
  return byteOrderMark + [head, ...lines].map(cells => csvLine(cells, separator)).join('')
}

/** How many of a hundred calls have a note; null when there was no call. */
export function shareOf({ calls, noted }: Tally): number | null {
  return calls === 0 ? null : Math.round(100 * noted / calls)
}

/**
 * The numbers on the axis of a chart, from 0 up: at most five, round ones, and the last is at least `highest`.
 * @param highest the highest bar
 */
export function ticksOf(highest: number): number[] {
  const step = roundUp(Math.max(highest, 1) / 4)
  const count = Math.ceil(Math.max(highest, 1) / step)
  return Array.from({ length: count + 1 }, (_, index) => index * step)
}

/** The next of 1, 2, 5, 10, 20, 50 and so on. */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(value, 1)))
  return [1, 2, 5, 10].map(factor => factor * power).find(step => step >= value) ?? 10 * power
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
