import { expect, it } from 'vitest'
import { personIn, personsOf } from '../../../app/lib/people'

const person = (id: number) => ({ id, name: `P${id}`, photo: null, path: `/company/personal/user/${id}/` })

it('names each person once, with all roles, in the order of the subject', () => {
  expect(personsOf([
    { role: 'creator', person: person(1) },
    { role: 'responsible', person: person(2) },
    { role: 'auditor', person: person(1) },
  ])).toEqual([
    { person: person(1), roles: ['creator', 'auditor'] },
    { person: person(2), roles: ['responsible'] },
  ])
})

it('reads whom the dialog of the portal names, and takes anything else for nobody', () => {
  const anna = { id: 7, name: 'Anna Kowalska', photo: null, path: '/company/personal/user/7/' }
  expect(personIn({ id: '7', name: ' Anna Kowalska ', photo: '', position: 'Designer', sub: false })).toEqual(anna)
  expect(personIn({ id: 7, name: 'Anna Kowalska', photo: 'https://acme/7.png' })).toEqual({ ...anna, photo: 'https://acme/7.png' })
  for (const answer of [null, undefined, '', [], {}, { id: '7' }, { id: '0', name: 'Nobody' }, { id: '7 or 8', name: 'Two' }, { id: '7', name: '  ' }, { isSafely: true }]) {
    expect(personIn(answer), JSON.stringify(answer)).toBeNull()
  }
})
