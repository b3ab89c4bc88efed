import { describe, expect, it } from 'vitest'
import { rowsOf, stepDayOf, storedValue } from '../../../app/lib/next-step'
import type { Reader } from '../../../app/lib/time'

const berlin: Reader = { locale: 'en', timeZone: 'Europe/Berlin', now: Date.parse('2026-11-20T23:30:00Z') }

describe('the rows of a field', () => {
  it('are one for each value, and one to write into when there is none', () => {
    expect(rowsOf({ values: ['Call Eleanor (2026-11-25)', 'Ask Tom'] })).toEqual([{ text: 'Call Eleanor', date: '2026-11-25' }, { text: 'Ask Tom', date: null }])
    expect(rowsOf({ values: [] })).toEqual([{ text: '', date: null }])
  })
})

describe('what Bitrix24 keeps', () => {
  const call = { text: ' Call  Eleanor ', date: '2026-11-25' }

  it('is a text, of a multiple field a list without its empty rows', () => {
    expect(storedValue([call], false)).toBe('Call Eleanor (2026-11-25)')
    expect(storedValue([call, { text: ' ', date: '2026-11-26' }, { text: 'Ask Tom', date: null }], true)).toEqual(['Call Eleanor (2026-11-25)', 'Ask Tom'])
  })

  it('is an empty text when nothing is left, multiple or not', () => {
    expect(storedValue([{ text: '', date: '2026-11-25' }], false)).toBe('')
    expect(storedValue([{ text: '', date: null }], true)).toBe('')
    expect(storedValue([], true)).toBe('')
  })
})

describe('the day of a step', () => {
  it('is counted from the reader\'s own today', () => {
    expect(stepDayOf('2026-11-21', berlin)).toEqual({ date: 'Sat, Nov 21', relative: 'today', isOverdue: false, isToday: true })
    expect(stepDayOf('2026-11-21', { ...berlin, timeZone: 'America/New_York' })).toMatchObject({ relative: 'tomorrow', isToday: false })
    expect(stepDayOf('2026-11-25', { ...berlin, locale: 'de' })).toMatchObject({ date: 'Mi., 25. Nov.', relative: 'in 4 Tagen' })
  })

  it('is overdue from the next day on', () => {
    expect(stepDayOf('2026-11-20', berlin)).toMatchObject({ relative: 'yesterday', isOverdue: true })
  })

  it('is only named when it is far off, with its year when that is another one', () => {
    expect(stepDayOf('2027-03-01', berlin)).toEqual({ date: 'Mon, Mar 1, 2027', relative: null, isOverdue: false, isToday: false })
  })
})
