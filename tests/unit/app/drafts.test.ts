import { describe, expect, it } from 'vitest'
import type { DraftOwner } from '../../../app/lib/drafts'
import { draftsIn } from '../../../app/lib/drafts'

const owner: DraftOwner = { portal: 'https://acme.example', user: 1, subject: 'task:1' }
const daniel = { id: 3, name: 'Daniel', photo: null, path: '/company/personal/user/3/' }
const draft = { text: 'not yet', visibility: 'private' as const, dueAt: 1_795_000_000_000, assignee: daniel }

function storage() {
  const values = new Map<string, string>()
  return {
    values,
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
    removeItem: (key: string) => void values.delete(key),
  }
}

describe('drafts', () => {
  it('survive a reload of the frame', () => {
    const store = storage()
    draftsIn(() => store).write(owner, draft)
    expect(draftsIn(() => store).read(owner)).toEqual(draft)
  })

  it('belong to one portal, one person and one subject', () => {
    const store = storage()
    const drafts = draftsIn(() => store)
    drafts.write(owner, draft)
    for (const other of [{ ...owner, portal: 'https://globex.example' }, { ...owner, user: 2 }, { ...owner, subject: 'task:2' }]) {
      expect(drafts.read(other)).toBeNull()
    }
  })

  it('are forgotten with their text', () => {
    const store = storage()
    const drafts = draftsIn(() => store)
    drafts.write(owner, draft)
    drafts.write(owner, { ...draft, text: ' ' })
    expect(drafts.read(owner)).toBeNull()
    expect(store.values.size).toBe(0)
  })

  it('live in memory where storage is blocked', () => {
    const drafts = draftsIn(() => { throw new DOMException('blocked', 'SecurityError') })
    drafts.write(owner, draft)
    expect(drafts.read(owner)).toEqual(draft)
  })

  it('ignore what somebody else left under their name', () => {
    const store = storage()
    store.getItem = () => '{"text":5}'
    expect(draftsIn(() => store).read(owner)).toBeNull()
    store.getItem = () => '{'
    expect(draftsIn(() => store).read(owner)).toBeNull()
    store.getItem = () => '{"text":"whose?"}'
    expect(draftsIn(() => store).read(owner)).toEqual({ text: 'whose?', visibility: 'private', dueAt: null, assignee: null })
    store.getItem = () => '{"text":"whose?","assignee":{"id":"<b>","name":5}}'
    expect(draftsIn(() => store).read(owner)).toMatchObject({ assignee: null })
  })
})
