import type { PersonCard, SubjectCard } from '#shared/subjects'

export type Role = SubjectCard['people'][number]['role']

/** Each person once, with all their roles, in the order of the subject. */
export function personsOf(people: SubjectCard['people']): { person: PersonCard, roles: Role[] }[] {
  const persons = new Map<number, { person: PersonCard, roles: Role[] }>()
  for (const { person, role } of people) {
    const known = persons.get(person.id)
    if (known) known.roles.push(role)
    else persons.set(person.id, { person, roles: [role] })
  }
  return [...persons.values()]
}
