import { expect, it } from 'vitest'
import { colleaguesOf, personIn, personsOf } from '../../../app/lib/people'

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

it('offers a few colleagues of a subject, and whoever was chosen already', () => {
  const people = [1, 2, 3, 2, 4, 5, 6].map(id => ({ role: 'member' as const, person: person(id) }))
  const offered = (chosen: number | null) => colleaguesOf(people, 2, chosen ? person(chosen) : null).map(({ id }) => id)
  expect(offered(null)).toEqual([1, 3, 4, 5])
  expect(offered(3)).toEqual([1, 3, 4, 5])
  expect(offered(9)).toEqual([1, 3, 4, 5, 9])
})

it('reads whom the dialog of the portal names, and takes anything else for nobody', () => {
  const anna = { id: 7, name: 'Anna Kowalska', photo: null, path: '/company/personal/user/7/' }
  expect(personIn({ id: '7', name: ' Anna Kowalska ', photo: '', position: 'Designer', sub: false })).toEqual(anna)
  expect(personIn({ id: 7, name: 'Anna Kowalska', photo: 'https://acme.example/7.png' })).toEqual({ ...anna, photo: 'https://acme.example/7.png' })
  expect(personIn({ id: 7, name: 'Anna Kowalska', photo: '/upload/7.png' }, 'https://acme.example')).toEqual({ ...anna, photo: 'https://acme.example/upload/7.png' })
  for (const photo of ['/upload/7.png', 'javascript:alert(1)', 'data:image/png;base64,AA', 7]) expect(personIn({ id: 7, name: 'Anna Kowalska', photo }), String(photo)).toEqual(anna)
  for (const answer of [null, undefined, '', [], {}, { id: '7' }, { id: '0', name: 'Nobody' }, { id: '7 or 8', name: 'Two' }, { id: '7', name: '  ' }, { isSafely: true }]) {
    expect(personIn(answer), JSON.stringify(answer)).toBeNull()
  }
})
