import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { defaultVisibility, ListOwnerSchema } from '#shared/notes'
import { automationOwner, parseSubjectKey, subjectKey, SubjectKeySchema } from '#shared/subjects'

const good = ['task:31', 'project:11', 'user:5', 'automation:user-5', 'automation:group-11', 'portal:0', 'task:123456789012345678']
const bad = [
  '', 'task', 'task:', 'task:0', 'task:-1', 'task:031', 'task:1 or 1=1', 'task:1;2', 'project:abc', 'user:me', 'portal:1', 'deal:7', 'constructor:1',
  'automation:5', 'automation:user-', 'automation:user-0', 'automation:line-5', 'automation:group-11-12', 'task:1234567890123456789', 'task:31\n',
]

describe('the key of a subject', () => {
  it.each(good)('%s is one', (key) => {
    const { kind, id } = parseSubjectKey(key)
    expect(subjectKey(kind, id)).toBe(key)
    expect(v.is(SubjectKeySchema, key)).toBe(true)
  })

  it.each(bad)('%j is none', (key) => {
    expect(() => parseSubjectKey(key)).toThrow(expect.objectContaining({ code: 'subject_unknown_kind' }))
    expect(v.is(SubjectKeySchema, key)).toBe(false)
  })
})

describe('an automation', () => {
  it('belongs to a person or a project', () => {
    expect(automationOwner(subjectKey('automation', 'user-5'))).toEqual({ kind: 'user', id: '5' })
    expect(automationOwner(subjectKey('automation', 'group-11'))).toEqual({ kind: 'project', id: '11' })
  })

  it('is not every subject', () => {
    expect(() => automationOwner(subjectKey('task', 31))).toThrow(expect.objectContaining({ code: 'subject_unknown_kind' }))
  })
})

describe('a new note', () => {
  it('on a colleague is private, on oneself and anything else for the team', () => {
    expect(defaultVisibility(subjectKey('user', 5), 3)).toBe('private')
    expect(defaultVisibility(subjectKey('user', 3), 3)).toBe('team')
    expect(defaultVisibility(subjectKey('automation', 'user-5'), 3)).toBe('team')
    expect(defaultVisibility(subjectKey('task', 31), 3)).toBe('team')
  })
})

describe('a task list', () => {
  it('belongs to a project or a person', () => {
    for (const key of ['project:11', 'user:5']) expect(v.is(ListOwnerSchema, key)).toBe(true)
    for (const key of ['task:31', 'portal:0', 'automation:group-11', 'project:x']) expect(v.is(ListOwnerSchema, key)).toBe(false)
  })
})
