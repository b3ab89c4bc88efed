import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { subjectKey } from '#shared/subjects'
import type { SubjectKind } from '#shared/subjects'
import { voiceOf, voices } from '../../../app/lib/voice'

const of = (kind: SubjectKind, id: string) => voiceOf({ kind, key: subjectKey(kind, id) }, 5)

describe('voiceOf', () => {
  it('has words of their own for projects, colleagues, automation, chats and days', () => {
    expect(of('project', '11')).toBe('project')
    expect(of('user', '3')).toBe('colleague')
    expect(of('automation', 'group-11')).toBe('automation')
    expect(of('automation', 'user-5')).toBe('automation')
    expect(of('chat', '3-5')).toBe('chat')
    expect(of('day', '2026-11-21')).toBe('day')
  })

  it.each(['phone', 'lead', 'deal', 'contact', 'company'] as const)('speaks of a customer on a %s', (kind) => {
    expect(of(kind, '22')).toBe('customer')
  })

  it('speaks plainly of tasks and of one\'s own profile', () => {
    expect(of('task', '31')).toBe('plain')
    expect(of('portal', '0')).toBe('plain')
    expect(of('user', '5')).toBe('plain')
  })
})

it.each(voices)('%s has its words', (voice) => {
  const messages = JSON.parse(readFileSync(new URL('../../../app/locales/everyday/en.json', import.meta.url), 'utf8')) as {
    composer: { placeholder: Record<string, string> }
    notes: { empty: { text: Record<string, string> } }
  }
  expect(messages.composer.placeholder[voice]).toBeTruthy()
  expect(messages.notes.empty.text[voice]).toBeTruthy()
})
