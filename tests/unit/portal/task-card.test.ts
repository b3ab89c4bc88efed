import { describe, expect, it } from 'vitest'
import type { PortalTask } from '../../../portal/shared/contract'
import { readBbCode } from '../../../portal/page/tasks/bbcode'
import { hasPart, showsInTask } from '../../../portal/page/tasks/visibility'

describe('BB code of a description', () => {
  it('becomes runs of marked text', () => {
    expect(readBbCode('We need [B]one [i]good[/i][/b] cover')).toEqual([
      { text: 'We need ', marks: [] },
      { text: 'one ', marks: ['b'] },
      { text: 'good', marks: ['b', 'i'] },
      { text: ' cover', marks: [] },
    ])
  })

  it('leaves other brackets alone', () => {
    expect(readBbCode('a [x] b <b>c</b>')).toEqual([{ text: 'a [x] b <b>c</b>', marks: [] }])
    expect(readBbCode('')).toEqual([])
  })
})

describe('widgets of a task (placements-and-rest §1.3)', () => {
  const tab = (groupId?: string) => ({ placement: 'TASK_VIEW_TAB', options: groupId === undefined ? {} : { groupId } })

  it('are everywhere without groupId', () => {
    expect(showsInTask(tab(), null)).toBe(true)
    expect(showsInTask(tab(''), 11)).toBe(true)
  })

  it('are only in the projects that groupId names', () => {
    expect(showsInTask(tab('11,12'), 12)).toBe(true)
    expect(showsInTask(tab('11,12'), 13)).toBe(false)
    expect(showsInTask(tab('11,12'), null)).toBe(false)
  })

  it('ignore groupId in the top panel', () => {
    expect(showsInTask({ placement: 'TASK_VIEW_TOP_PANEL', options: { groupId: '11' } }, null)).toBe(true)
  })
})

it('a person has a part in a task by creating, doing or watching it', () => {
  const task: PortalTask = { id: 1, title: '', description: '', createdBy: 1, responsibleId: 2, accompliceIds: [3], auditorIds: [4], groupId: 11, deadline: null, status: 'pending', createdDate: '' }
  expect([1, 2, 3, 4, 5].map(id => hasPart(task, id))).toEqual([true, true, true, true, false])
})
