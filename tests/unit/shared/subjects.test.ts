import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { defaultVisibility, ListOwnerSchema } from '#shared/notes'
import type { Rules } from '#shared/settings'
import { rulesOf } from '#shared/settings'
import type { SubjectKey } from '#shared/subjects'
import { SubjectKeySchema } from '#shared/id-schemas'
import { automationOwner, chatSubject, dialogOf, parseSubjectKey, phoneSubject, subjectKey } from '#shared/subjects'

const good = [
  'task:31', 'project:11', 'user:5', 'automation:user-5', 'automation:group-11', 'portal:0', 'task:123456789012345678',
  'chat:chat40', 'chat:3-5', 'chat:3-3', 'phone:4930901820', 'phone:110', 'lead:1', 'deal:7', 'contact:21', 'company:4', 'day:2026-11-21',
]
const bad = [
  '', 'task', 'task:', 'task:0', 'task:-1', 'task:031', 'task:1 or 1=1', 'task:1;2', 'project:abc', 'user:me', 'portal:1', 'deal:0', 'constructor:1', 'order:7',
  'chat:40', 'chat:chat0', 'chat:3-', 'chat:3-0', 'phone:+49', 'phone:12', 'phone:123456789012345678901', 'day:2026-13-01', 'day:2026-11-32', 'day:today',
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

describe('a chat', () => {
  it('of two people is the same subject for both', () => {
    expect(chatSubject('5', 3)).toEqual({ kind: 'chat', id: '3-5' })
    expect(chatSubject('3', 5)).toEqual({ kind: 'chat', id: '3-5' })
    expect(chatSubject('10', 9)).toEqual({ kind: 'chat', id: '9-10' })
    expect(chatSubject('3', 3)).toEqual({ kind: 'chat', id: '3-3' })
    expect(chatSubject('chat40', 3)).toEqual({ kind: 'chat', id: 'chat40' })
  })

  it('has the name that each one\'s messenger knows it by', () => {
    expect(dialogOf('3-5', 3)).toBe('5')
    expect(dialogOf('3-5', 5)).toBe('3')
    expect(dialogOf('3-3', 3)).toBe('3')
    expect(dialogOf('3-5', 35)).toBeNull()
    expect(dialogOf('chat40', 3)).toBe('chat40')
  })
})

describe('a phone number', () => {
  it.each([
    ['+49 (30) 90-18-20', '4930901820'], ['110', '110'], ['hidden', null], ['unknown', null], ['', null], [null, null], [undefined, null], ['+4', null], ['1'.repeat(21), null],
  ])('%j has the subject %s', (number, id) => {
    expect(phoneSubject(number)).toEqual(id === null ? null : { kind: 'phone', id })
  })
})

describe('a new note', () => {
  const startsAs = (subject: SubjectKey, rules: Partial<Rules> = {}) => defaultVisibility(subject, 3, rulesOf({ rules }).visibility)

  it('on a colleague or a day is private, on oneself and anything else for the team', () => {
    expect(startsAs(subjectKey('day', '2026-11-21'))).toBe('private')
    expect(startsAs(subjectKey('user', 5))).toBe('private')
    expect(startsAs(subjectKey('user', 3))).toBe('team')
    expect(startsAs(subjectKey('automation', 'user-5'))).toBe('team')
    expect(startsAs(subjectKey('task', 31))).toBe('team')
  })

  it('is what the portal decided for its kind, and as usual where it decided nothing', () => {
    const rules: Partial<Rules> = { visibility: { deal: 'private', day: 'team' } }
    expect(startsAs(subjectKey('deal', 7), rules)).toBe('private')
    expect(startsAs(subjectKey('day', '2026-11-21'), rules)).toBe('team')
    expect(startsAs(subjectKey('user', 5), rules)).toBe('private')
    expect(startsAs(subjectKey('user', 3), { visibility: { user: 'private' } })).toBe('team')
  })
})

describe('a task list', () => {
  it('belongs to a project or a person', () => {
    for (const key of ['project:11', 'user:5']) expect(v.is(ListOwnerSchema, key)).toBe(true)
    for (const key of ['task:31', 'portal:0', 'automation:group-11', 'project:x']) expect(v.is(ListOwnerSchema, key)).toBe(false)
  })
})
