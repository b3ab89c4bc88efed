import { describe, expect, it } from 'vitest'
import { filledParts } from '../../../app/lib/filled-text'

describe('a filled text', () => {
  it('is whole where everything is known', () => {
    expect(filledParts('Hello {contact}, {me} here.', { contact: 'Eleanor', me: 'Daniel' })).toEqual([{ text: 'Hello Eleanor, Daniel here.' }])
  })

  it('has a gap where something is missing, each time', () => {
    expect(filledParts('{contact}: {company} ({contact})', { company: 'Northwind' }))
      .toEqual([{ missing: 'contact' }, { text: ': Northwind (' }, { missing: 'contact' }, { text: ')' }])
  })

  it('takes braces that stand for nothing as text', () => {
    expect(filledParts('{offer} for {phone}', {})).toEqual([{ text: '{offer} for ' }, { missing: 'phone' }])
  })
})
