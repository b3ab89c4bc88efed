import * as v from 'valibot'
import { crmPath, userPath } from '#shared/paths'
import type { CrmKind, SubjectCard } from '#shared/subjects'
import { subjectKey } from '#shared/subjects'
import { askForPeople, readPeople } from './people'
import type { KindOfSubject, Question } from './types'
import { AnsweredIdSchema, isClosed, TextSchema } from './types'

/** entityTypeId (api-reference/crm/data-types). */
const typeIds: Readonly<Record<CrmKind, number>> = { lead: 1, deal: 2, contact: 3, company: 4 }

const OptionalTextSchema = v.fallback(TextSchema, '')
const PhoneSchema = v.object({ typeId: v.literal('PHONE'), value: v.string() })

/** What of an item is needed (api-reference/crm/universal/crm-item-get); each kind has some of it. */
const ItemSchema = v.object({
  id: AnsweredIdSchema,
  title: OptionalTextSchema,
  name: OptionalTextSchema,
  lastName: OptionalTextSchema,
  assignedById: v.fallback(v.optional(AnsweredIdSchema), undefined),
  phoneWork: OptionalTextSchema,
  phoneMobile: OptionalTextSchema,
  fm: v.fallback(v.array(v.fallback(v.nullable(PhoneSchema), null)), []),
})
const AnswerSchema = v.object({ item: ItemSchema })
type Item = v.InferOutput<typeof ItemSchema>

const askFor = (kind: CrmKind, id: string): Question => ({ method: 'crm.item.get', params: { entityTypeId: typeIds[kind], id } })
const item = (answer: unknown) => v.is(AnswerSchema, answer) ? v.parse(AnswerSchema, answer).item : null
const nameOf = (person: Item | null) => [person?.name, person?.lastName].filter(Boolean).join(' ')
const phoneOf = (of: Item | null) => of?.phoneWork || of?.phoneMobile || of?.fm.find(entry => entry !== null)?.value || null

/**
 * Whom an entity is with, in the same round trip.
 * @param command the name of the command that asks for the entity
 */
const askWhom = (command: string): Record<'contact' | 'company', Question> => ({
  contact: askFor('contact', `$result[${command}][item][contactId]`),
  company: askFor('company', `$result[${command}][item][companyId]`),
})

/** An entity whose id came from another answer, and whom it is with; {@link readFacts} reads the answers. */
export const askForFacts = (kind: CrmKind, id: string): Record<'entity' | 'contact' | 'company', Question> => ({ entity: askFor(kind, id), ...askWhom('entity') })

/** What the answers say for templates and call cards. Whatever was refused to the viewer is not known. */
export function readFacts(kind: CrmKind, answers: Record<string, unknown>): NonNullable<SubjectCard['crm']> {
  const entity = item(answers.entity)
  const contact = kind === 'contact' ? entity : item(answers.contact)
  const company = kind === 'company' ? entity : item(answers.company)
  return {
    // A lead names the person itself until it becomes a contact.
    contact: nameOf(contact) || nameOf(entity) || null,
    company: company?.title || null,
    phone: phoneOf(entity) ?? phoneOf(contact) ?? phoneOf(company),
  }
}

function crmKind(kind: CrmKind): KindOfSubject {
  return {
    request: id => askFor(kind, id),
    /** With the entity itself comes who is responsible for it. */
    further: () => ({ responsible: askForPeople('$result[subject][item][assignedById]'), ...askWhom('subject') }),
    read(result, id, _viewerId, { responsible, ...whom }) {
      const entity = item(result)
      if (!entity || String(entity.id) !== id) return null
      const crm = readFacts(kind, { entity: result, ...whom })
      return {
        key: subjectKey(kind, id), kind, title: (kind === 'contact' ? crm.contact : entity.title) || `#${id}`, image: null, project: null,
        people: peopleOf(entity, responsible), crm,
      }
    },
    tellsOfCrm: true,
    denies: isClosed,
    // api-reference/crm/universal/crm-item-get: ACCESS_DENIED is what is there, and not for this person.
    gone: { possible: outcome => !outcome.ok && outcome.error.code === 'NOT_FOUND' },
    path: id => crmPath(kind, id),
  }
}

/** Without the scope `user` the responsible person is known by their number alone. */
function peopleOf({ assignedById: id }: Item, answer: unknown): SubjectCard['people'] {
  if (id === undefined) return []
  const person = readPeople(answer).find(found => found.id === id) ?? { id, name: `#${id}`, photo: null, path: userPath(id) }
  return [{ role: 'responsible', person }]
}

/** Leads, deals, contacts and companies. */
export const lead = crmKind('lead')
export const deal = crmKind('deal')
export const contact = crmKind('contact')
export const company = crmKind('company')
