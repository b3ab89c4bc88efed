import { expect, it } from 'vitest'
import { personsOf } from '../../../app/lib/people'

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
