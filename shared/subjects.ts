import { AppError } from './errors'

/** What a note is attached to: `kind:id`. */
export const subjectKinds = ['task', 'project', 'user', 'automation', 'chat', 'phone', 'lead', 'deal', 'contact', 'company', 'day', 'portal'] as const
export type SubjectKind = typeof subjectKinds[number]

/** Entities of the CRM that notes can be attached to. */
export const crmKinds = ['lead', 'deal', 'contact', 'company'] as const satisfies readonly SubjectKind[]
export type CrmKind = typeof crmKinds[number]

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
  /** A group chat, or a private one: named by both people, so that it is the same subject for each ({@link chatSubject}). */
  chat: /^(?:chat[1-9]\d{0,17}|[1-9]\d{0,17}-[1-9]\d{0,17})$/,
  /** The digits of a number, country code first. */
  phone: /^\d{3,20}$/,
  lead: bitrixId,
  deal: bitrixId,
  contact: bitrixId,
  company: bitrixId,
  /** A day of the calendar: `2026-11-21`. */
  day: /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/,
  portal: /^0$/,
}

/** `task:286`. Made only by {@link subjectKey}, and by `SubjectKeySchema` (id-schemas.ts) of what came from outside. */
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

/** Whether it is `kind:id` of a kind that Sidenote knows. */
export const isSubjectKey = (key: string): key is SubjectKey => partsOf(key) !== null

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

/**
 * A chat as a placement names it: `chat40`, or the other person's id in a private one (api-reference/widgets/im/textarea).
 * @param viewerId who has the chat in front of them
 */
export function chatSubject(dialogId: string, viewerId: number): SubjectRef & { kind: 'chat' } {
  if (dialogId.startsWith('chat')) return { kind: 'chat', id: dialogId }
  const [first, second] = [Number(dialogId), viewerId].sort((one, other) => one - other)
  return { kind: 'chat', id: `${first}-${second}` }
}

/**
 * How this viewer's messenger names a chat; null when it is a private one of others.
 * @param id of a subject of the kind `chat`
 */
export function dialogOf(id: string, viewerId: number): string | null {
  if (id.startsWith('chat')) return id
  const people = id.split('-')
  if (!people.includes(String(viewerId))) return null
  return people.find(person => person !== String(viewerId)) ?? String(viewerId)
}

/** The subject of a phone number; null when it has too few or too many digits to be one (`hidden`, `unknown`, absent). */
export function phoneSubject(number: string | null | undefined): SubjectRef & { kind: 'phone' } | null {
  const id = (number ?? '').replaceAll(/\D/g, '')
  return idPatterns.phone.test(id) ? { kind: 'phone', id } : null
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
  /** What has become of it: deleted in Bitrix24, a closed project, a person who left. Null for what is as usual. */
  ended: 'deleted' | 'closed' | 'left' | null
  /** A person's photo, a project's picture. */
  image: string | null
  /** Opens it in Bitrix24 (`openPath`); null where there is nothing to open. */
  path: string | null
  /** Opens it in the messenger (`imOpenMessenger`); null for what is no chat. */
  dialog: string | null
  /** Who has to do with it, most important first. */
  people: { role: 'owner' | 'creator' | 'responsible' | 'accomplice' | 'auditor' | 'member', person: PersonCard }[]
  project: { id: number, name: string, path: string } | null
  /** What the CRM says of an entity or a caller, for templates and call cards; null for everything else. */
  crm: { contact: string | null, company: string | null, phone: string | null } | null
}
