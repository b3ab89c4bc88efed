import { describe, expect, it } from 'vitest'
import { pageOf } from '../../../portal/server/rest/paging'
import { matchesRow, sortRows } from '../../../portal/server/rest/rows'

describe('pages of a list', () => {
  const rows = Array.from({ length: 120 }, (_, index) => index)
  const page = (start: unknown) => pageOf(rows, start, some => some)

  it('have 50 rows and say where the next begins', () => {
    expect(page(undefined)).toMatchObject({ total: 120, next: 50 })
    expect(page('50')).toMatchObject({ result: rows.slice(50, 100), next: 100 })
    expect(page(100)).toMatchObject({ result: rows.slice(100), total: 120, next: undefined })
  })

  it('are neither counted nor continued with -1', () => {
    expect(page(-1)).toMatchObject({ result: rows.slice(0, 50), total: undefined, next: undefined })
  })
})

describe('rows of a list', () => {
  const row = { ID: '7', NAME: 'Warehouse move', ACTIVE: true, UF_DEPARTMENT: [2, 4] }

  it.each([
    [{ ID: 7 }, true], [{ ID: ['6', '7'] }, true], [{ '@ID': [6] }, false], [{ '!ID': 7 }, false], [{ '!@ID': [5] }, true],
    [{ '%NAME': 'HOUSE' }, true], [{ '!%NAME': 'house' }, false], [{ ACTIVE: 'Y' }, true], [{ ACTIVE: false }, false],
    [{ UF_DEPARTMENT: 4 }, true], [{ UF_DEPARTMENT: 3 }, false], [{ NOWHERE: 1 }, true], [{ ID: 7, NAME: 'x' }, false],
  ])('%j → %s', (filter, expected) => {
    expect(matchesRow(row, filter)).toBe(expected)
  })

  it('are ordered by number where they have one', () => {
    const ids = (direction: string) => sortRows([{ ID: '9' }, { ID: '10' }, { ID: '2' }], 'ID', direction).map(({ ID }) => ID)
    expect(ids('asc')).toEqual(['2', '9', '10'])
    expect(ids('desc')).toEqual(['10', '9', '2'])
  })
})
