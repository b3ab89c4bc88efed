import { describe, expect, it } from 'vitest'
import { parseEventForm } from '../../../server/events/form'

describe('an event\'s form', () => {
  it('becomes nested fields', () => {
    expect(parseEventForm('event=ONAPPINSTALL&data%5BVERSION%5D=1&data[FIELDS][ID]=7&auth[domain]=acme.test&empty=')).toEqual({
      event: 'ONAPPINSTALL', data: { VERSION: '1', FIELDS: { ID: '7' } }, auth: { domain: 'acme.test' }, empty: '',
    })
  })

  it('has no prototype to reach for', () => {
    const form = parseEventForm('auth[toString]=x&hasOwnProperty=y')
    expect(Object.getPrototypeOf(form)).toBeNull()
    expect(Object.getPrototypeOf(form.auth)).toBeNull()
  })

  it.each([
    ['a name that stands twice', 'event=A&event=B'],
    ['a nested name that stands twice', 'auth[member_id]=a&auth[member_id]=b'],
    ['a list', 'auth[]=a'],
    ['a group that is a text', 'auth=x&auth[member_id]=a'],
    ['a text that is a group', 'auth[member_id]=a&auth=x'],
    ['an unclosed bracket', 'auth[member_id=a'],
    ['text after a bracket', 'auth[a]b=c'],
    ['no name', '=a'],
    ['the prototype', '__proto__[admin]=1'],
    ['the prototype, nested', 'auth[__proto__][admin]=1'],
    ['a constructor', 'auth[constructor]=1'],
    ['too deep a name', 'a[b][c][d][e][f][g]=1'],
    ['too many fields', Array.from({ length: 301 }, (_, i) => `f${i}=1`).join('&')],
  ])('with %s is refused', (_what, text) => {
    expect(() => parseEventForm(text)).toThrow(expect.objectContaining({ code: 'bad_request' }))
    expect(({} as Record<string, unknown>).admin).toBeUndefined()
  })
})
