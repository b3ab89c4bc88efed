import { describe, expect, it } from 'vitest'
import type { KnownNames } from '../../../app/lib/mentions'
import { nameFor, shownText, storedText } from '../../../app/lib/mentions'

const stored = 'Ask @[Anna Kowalska](user:3), then @[Anna](user:5).'

describe('mentions in the field', () => {
  it('show as names and come back as they were', () => {
    const known: KnownNames = new Map()
    expect(shownText(stored, known)).toBe('Ask @Anna Kowalska, then @Anna.')
    expect(storedText('Ask @Anna Kowalska, then @Anna.', known)).toBe(stored)
  })

  it('stay through typing around them, and end with the name', () => {
    const known: KnownNames = new Map()
    shownText(stored, known)
    expect(storedText('@Anna Kowalskas draft', known)).toBe('@[Anna Kowalska](user:3)s draft')
    expect(storedText('@Ann Kowalska', known)).toBe('@Ann Kowalska')
  })

  it('two of the same name stay two people', () => {
    const known: KnownNames = new Map()
    expect(shownText('@[Li (CEO)](user:1) @[Li (CEO)](user:2)', known)).toBe('@Li (CEO) @Li (CEO) #2')
    expect(storedText('@Li (CEO) @Li (CEO) #2', known)).toBe('@[Li (CEO)](user:1) @[Li (CEO) #2](user:2)')
  })

  it('a picked person is known by a name that can be written', () => {
    const known: KnownNames = new Map()
    expect(nameFor({ id: 7, name: 'Wei [Ops]' }, known)).toBe('Wei  Ops')
    expect(storedText('@Wei  Ops hi', known)).toBe('@[Wei  Ops](user:7) hi')
  })

  it('nobody is mentioned by a name that nobody picked', () => {
    expect(storedText('@Anna Kowalska', new Map())).toBe('@Anna Kowalska')
  })
})
