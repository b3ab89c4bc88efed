import { userPath } from '#shared/paths'
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

/** Most people that are offered with one click. */
const offeredPeople = 4

/**
 * Colleagues to whom a follow-up is likely to be given: who has to do with the subject, and who was chosen already.
 * @param viewerId is left out: they are always offered
 */
export function colleaguesOf(people: SubjectCard['people'], viewerId: number, chosen: PersonCard | null): PersonCard[] {
  const colleagues = personsOf(people).map(({ person }) => person).filter(({ id }) => id !== viewerId).slice(0, offeredPeople)
  return chosen && colleagues.every(({ id }) => id !== chosen.id) ? [...colleagues, chosen] : colleagues
}

/**
 * Whom somebody chose in the portal's dialog (sdk/bx24-js-sdk/system-dialogues/bx24-select-user).
 * @param answer `{ id, name, photo, … }`, the id as a string or a number; anything else is nobody
 * @param origin of the portal: photos of its own come as paths
 */
export function personIn(answer: unknown, origin?: string): PersonCard | null {
  const { id, name, photo } = (answer ?? {}) as { id?: unknown, name?: unknown, photo?: unknown }
  if (!/^[1-9]\d{0,14}$/.test(String(id)) || typeof name !== 'string' || name.trim() === '') return null
  return { id: Number(id), name: name.trim(), photo: photoIn(photo, origin), path: userPath(Number(id)) }
}

function photoIn(photo: unknown, origin?: string): string | null {
  if (typeof photo !== 'string' || photo === '' || !URL.canParse(photo, origin)) return null
  const { protocol, href } = new URL(photo, origin)
  return /^https?:$/.test(protocol) ? href : null
}
