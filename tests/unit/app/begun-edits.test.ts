import { expect, it } from 'vitest'
import { begunEditsIn } from '../../../app/lib/begun-edits'

function store() {
  const values = new Map<string, string>()
  return {
    values,
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
    removeItem: (key: string) => void values.delete(key),
  }
}

const owner = { portal: 'https://acme.test', user: 1, note: 'a' }
const edit = { text: 'Typed', before: { text: 'Before', version: 3 } }

it('keeps an edit for its owner and note, until it is forgotten', () => {
  const browser = store()
  begunEditsIn(() => browser).write(owner, edit)
  const edits = begunEditsIn(() => browser)
  expect(edits.read(owner)).toEqual(edit)
  for (const other of [{ ...owner, note: 'b' }, { ...owner, user: 2 }, { ...owner, portal: 'https://globex.test' }]) expect(edits.read(other)).toBeNull()
  edits.write(owner, null)
  expect([edits.read(owner), browser.values.size]).toEqual([null, 0])
})

it.each(['', 'nonsense', '{}', '{"text":"x"}', '{"text":"x","before":{"text":"y"}}', 'null'])('reads %j as nothing', (stored) => {
  expect(begunEditsIn(() => ({ ...store(), getItem: () => stored })).read(owner)).toBeNull()
})

it('does without a store where the browser blocks it', () => {
  const edits = begunEditsIn(() => { throw new Error('SecurityError') })
  edits.write(owner, edit)
  expect(edits.read(owner)).toBeNull()
})
