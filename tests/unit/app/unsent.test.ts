import { describe, expect, it } from 'vitest'
import { unsentIn } from '../../../app/lib/unsent'
import { subjectKey } from '#shared/subjects'

const deal = { portal: 'https://acme.example', user: 3, subject: 'deal:22' }
const note = (id: string, text = 'Wants oak') => ({ id, subject: subjectKey('deal', 22), text, visibility: 'team' as const })

function storeOf(content = new Map<string, string>()) {
  return {
    content,
    getItem: (key: string) => content.get(key) ?? null,
    setItem: (key: string, value: string) => void content.set(key, value),
    removeItem: (key: string) => void content.delete(key),
  }
}

describe('notes on their way', () => {
  it('are there until they arrived, also for the next page', () => {
    const store = storeOf()
    unsentIn(() => store).add(deal, note('a'))
    unsentIn(() => store).add(deal, note('b', 'Call back'))
    const next = unsentIn(() => store)
    expect(next.read(deal).map(({ id, text }) => [id, text])).toEqual([['a', 'Wants oak'], ['b', 'Call back']])
    next.drop(deal, 'a')
    expect(next.read(deal)).toEqual([note('b', 'Call back')])
    next.drop(deal, 'b')
    expect(store.content.size).toBe(0)
  })

  it('keep whom they are for, if that is somebody', () => {
    const store = storeOf()
    const daniel = { id: 3, name: 'Daniel', photo: null, path: '/company/personal/user/3/' }
    unsentIn(() => store).add(deal, { ...note('a'), dueAt: 5, assignee: daniel })
    expect(unsentIn(() => store).read(deal)).toEqual([{ ...note('a'), dueAt: 5, assignee: daniel }])
    const [key] = store.content.keys()
    store.content.set(key!, JSON.stringify([{ ...note('a'), assignee: 'Daniel' }]))
    expect(unsentIn(() => store).read(deal)).toEqual([note('a')])
  })

  it('are one, however often the same note is tried', () => {
    const unsent = unsentIn(() => store)
    const store = storeOf()
    unsent.add(deal, note('a'))
    unsent.add(deal, note('a', 'Wants oak, not beech'))
    expect(unsent.read(deal)).toEqual([note('a', 'Wants oak, not beech')])
  })

  it('never become another person\'s, another portal\'s or another subject\'s', () => {
    const store = storeOf()
    const unsent = unsentIn(() => store)
    unsent.add(deal, note('a'))
    for (const other of [{ user: 5 }, { portal: 'https://globex.example' }, { subject: 'deal:23' }]) expect(unsent.read({ ...deal, ...other })).toEqual([])
  })

  it('are none where the browser blocks storage, or somebody else wrote there', () => {
    const blocked = unsentIn(() => { throw new DOMException('denied', 'SecurityError') })
    blocked.add(deal, note('a'))
    expect(blocked.read(deal)).toEqual([])
    for (const rubbish of ['{', '"text"', '{"id":"a"}', '[1,null,{"id":5}]']) {
      const store = storeOf()
      unsentIn(() => store).add(deal, note('a'))
      const [key] = store.content.keys()
      store.content.set(key!, rubbish)
      expect(unsentIn(() => store).read(deal), rubbish).toEqual([])
    }
  })
})
