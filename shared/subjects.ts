import * as v from 'valibot'
import { AppError } from './errors'

/**
 * What a note is attached to: `kind:id`. The kinds of DESIGN §4 join this list with the placement that brings them.
 */
export const subjectKinds = ['task', 'project', 'user', 'automation', 'portal'] as const
export type SubjectKind = typeof subjectKinds[number]

const bitrixId = /^[1-9]\d{0,17}$/

/**
 * What an id of each kind looks like. Checked before any call: a filter with an id that is none would not filter, and
 * Bitrix24 would answer with something else.
 */
const idPatterns: Readonly<Record<SubjectKind, RegExp>> = {
  task: bitrixId,
  project: bitrixId,
  user: bitrixId,
  /** The automation rules of a person's own tasks, or of a project's. */
  automation: /^(?:user|group)-[1-9]\d{0,17}$/,
  portal: /^0$/,
}

/** `task:286`. Made only by {@link subjectKey} and {@link SubjectKeySchema}. */
export type SubjectKey = string & { readonly __brand: 'SubjectKey' }

export interface SubjectRef { kind: SubjectKind, id: string }

function partsOf(key: string): SubjectRef | null {
  const [, kind = '', id = ''] = /^([a-z]{2,20}):([\w-]{1,64})$/.exec(key) ?? []
  const known = subjectKinds.find(candidate => candidate === kind)
  return known && idPatterns[known].test(id) ? { kind: known, id } : null
}

/** Builds the key of a subject. */
export function subjectKey(kind: SubjectKind, id: number | string): SubjectKey {
  return `${kind}:${id}` as SubjectKey
}

/**
 * Takes a key apart.
 * @throws AppError `subject_unknown_kind` for anything that is not `kind:id` of a known kind
 */
export function parseSubjectKey(key: string): SubjectRef {
  const parts = partsOf(key)
  if (!parts) throw new AppError('subject_unknown_kind', 'A subject is named kind:id, with a kind that Sidenote knows')
  return parts
}

export const SubjectKeySchema = v.pipe(
  v.string(),
  v.check(key => partsOf(key) !== null, 'Not kind:id of a kind that Sidenote knows'),
  v.transform(key => key as SubjectKey),
)

/**
 * Whose automation it is: `automation:group-11` belongs to the project 11, `automation:user-5` to the person 5.
 * @throws AppError `subject_unknown_kind` when the key names no automation
 */
export function automationOwner(key: SubjectKey): SubjectRef & { kind: 'project' | 'user' } {
  const { kind, id } = parseSubjectKey(key)
  const [owner, number] = id.split('-')
  if (kind !== 'automation' || !number) throw new AppError('subject_unknown_kind', 'This subject is no automation')
  return { kind: owner === 'group' ? 'project' : 'user', id: number }
}

/** A person as pages show one. `path` opens the profile with `openPath`. */
export interface PersonCard {
  id: number
  name: string
  photo: string | null
  path: string
}

/** A subject as pages show one, from what Bitrix24 last said of it to somebody who may see it. */
export interface SubjectCard {
  key: SubjectKey
  kind: SubjectKind
  /** A task's title, a project's or a person's name; of an automation the name of its owner ({@link automationOwner}). */
  title: string
  /** A person's photo, a project's picture. */
  image: string | null
  /** Opens it in Bitrix24 (`openPath`); null where there is nothing to open. */
  path: string | null
  /** Who has to do with it, most important first. */
  people: { role: 'creator' | 'responsible' | 'accomplice' | 'auditor', person: PersonCard }[]
  project: { id: number, name: string, path: string } | null
}
