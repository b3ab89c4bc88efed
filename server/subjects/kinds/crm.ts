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

const ask = (kind: CrmKind, id: string): Question => ({ method: 'crm.item.get', params: { entityTypeId: typeIds[kind], id } })
const item = (answer: unknown) => v.is(AnswerSchema, answer) ? v.parse(AnswerSchema, answer).item : null
const nameOf = (person: Item | null) => [person?.name, person?.lastName].filter(Boolean).join(' ')
const phoneOf = (of: Item | null) => of?.phoneWork || of?.phoneMobile || of?.fm.find(entry => entry !== null)?.value || null

/** With the entity itself comes who is responsible for it, and whom it is with: all in one round trip. */
const further = (): Record<string, Question> => ({
  responsible: askForPeople('$result[subject][item][assignedById]'),
  contact: ask('contact', '$result[subject][item][contactId]'),
  company: ask('company', '$result[subject][item][companyId]'),
})

function crmKind(kind: CrmKind): KindOfSubject {
  return {
    request: id => ask(kind, id),
    further,
    read(result, id, _viewerId, { responsible, contact, company }) {
      const entity = item(result)
      if (!entity || String(entity.id) !== id) return null
      const withContact = kind === 'contact' ? entity : item(contact)
      const withCompany = kind === 'company' ? entity : item(company)
      // A lead names the person itself until it becomes a contact.
      const person = nameOf(withContact) || nameOf(entity) || null
      return {
        key: subjectKey(kind, id), kind, title: (kind === 'contact' ? person : entity.title) || `#${id}`, image: null, project: null,
        people: peopleOf(entity, responsible),
        crm: { contact: person, company: withCompany?.title || null, phone: phoneOf(entity) ?? phoneOf(withContact) ?? phoneOf(withCompany) },
      }
    },
    tellsOfCrm: true,
    denies: isClosed,
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
