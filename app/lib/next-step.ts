import type { FieldContext, NextStep } from '#shared/fields'
import { readNextStep, writeNextStep } from '#shared/fields'
import { daysBetween } from '#shared/dates'
import type { Reader } from './time'
import { dateOf, dayKey, plainSpaces } from './time'

/** Beyond so many days nobody counts any more. */
const countedDays = 30

/** The rows of a field that is edited: one at least, so that there is somewhere to write. */
export function rowsOf({ values }: Pick<FieldContext, 'values'>): NextStep[] {
  return values.length > 0 ? values.map(readNextStep) : [emptyStep()]
}

export const emptyStep = (): NextStep => ({ text: '', date: null })

/**
 * What Bitrix24 keeps of these rows (`setValue`, api-reference/user-field): a text, of a multiple field a list. Nothing
 * at all is an empty text for both: an empty list would leave the old values where they are.
 */
export function storedValue(rows: readonly NextStep[], multiple: boolean): string | string[] {
  const written = rows.map(writeNextStep).filter(Boolean)
  return multiple && written.length > 0 ? written : written[0] ?? ''
}

/** A day in words. `relative` is null for a day that is too far off to be counted. */
export interface StepDay { date: string, relative: string | null, isOverdue: boolean, isToday: boolean }

/** How the day of a next step is called: `tomorrow`, and `Sun, 22 Nov`. */
export function stepDayOf(date: string, reader: Reader): StepDay {
  const days = daysBetween(dayKey(reader.now, reader), date)
  const noon = Date.parse(`${date}T12:00:00Z`)
  return {
    date: dateOf(noon, { ...reader, timeZone: 'UTC' }, { weekday: 'short', day: 'numeric', month: 'short' }),
    relative: Math.abs(days) <= countedDays ? inDays(days, reader.locale) : null,
    isOverdue: days < 0,
    isToday: days === 0,
  }
}

function inDays(days: number, locale: string): string {
  return plainSpaces(new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(days, 'day'))
}
