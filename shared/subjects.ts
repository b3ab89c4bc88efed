import * as v from 'valibot'
import { AppError } from './errors'

/**
 * What a note is attached to: `kind:id`. The kinds of DESIGN §4 join this list with the placement that brings them.
 */
export const subjectKinds = ['task', 'portal'] as const
export type SubjectKind = typeof subjectKinds[number]

/** `task:286`. Made only by {@link subjectKey} and {@link SubjectKeySchema}. */
export type SubjectKey = string & { readonly __brand: 'SubjectKey' }

export interface SubjectRef { kind: SubjectKind, id: string }

const keyPattern = /^([a-z]{2,20}):([\w-]{1,64})$/

/** Builds the key of a subject. */
export function subjectKey(kind: SubjectKind, id: number | string): SubjectKey {
  return `${kind}:${id}` as SubjectKey
}

/**
 * Takes a key apart.
 * @throws AppError `subject_unknown_kind` for anything that is not `kind:id` of a known kind
 */
export function parseSubjectKey(key: string): SubjectRef {
  const [, kind, id] = keyPattern.exec(key) ?? []
  if (!id || !subjectKinds.includes(kind as SubjectKind)) {
    throw new AppError('subject_unknown_kind', 'A subject is named kind:id, with a kind that Sidenote knows')
  }
  return { kind: kind as SubjectKind, id }
}

export const SubjectKeySchema = v.pipe(
  v.string(),
  v.regex(keyPattern),
  v.check(key => subjectKinds.includes(key.split(':')[0] as SubjectKind)),
  v.transform(key => key as SubjectKey),
)

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
  title: string
  /** Opens it in Bitrix24 (`openPath`); null where there is nothing to open. */
  path: string | null
  /** Who has to do with it, most important first. */
  people: { role: 'creator' | 'responsible' | 'accomplice' | 'auditor', person: PersonCard }[]
  project: { id: number, name: string, path: string } | null
}
