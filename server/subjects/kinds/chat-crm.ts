import * as v from 'valibot'
import type { CrmKind, SubjectCard } from '#shared/subjects'
import { crmKinds } from '#shared/subjects'
import { askForFacts, readFacts } from './crm'
import type { Question } from './types'
import { TextSchema } from './types'

const DialogSchema = v.object({ entity_type: TextSchema, entity_id: TextSchema, entity_data_2: TextSchema })

/** Nothing of the CRM is known, and need not be asked for again. */
const nothing = { contact: null, company: null, phone: null }

/**
 * What of the CRM a group chat is about: the entity that it belongs to (`CRM`, `DEAL|22`), or those of an open line's customer
 * (`LINES`, `LEAD|15|COMPANY|0|CONTACT|0|DEAL|0`; api-reference/imopenlines/openlines/sessions/imopenlines-dialog-get).
 */
function entitiesOf(dialog: unknown): Partial<Record<CrmKind, string>> {
  const parsed = v.safeParse(DialogSchema, dialog)
  if (!parsed.success) return {}
  const { entity_type: type, entity_id: id, entity_data_2: bound } = parsed.output
  const parts = (type === 'CRM' ? id : type === 'LINES' ? bound : null)?.split('|') ?? []
  return Object.fromEntries(crmKinds.flatMap((kind) => {
    const found = parts[parts.indexOf(kind.toUpperCase()) + 1]
    return parts.includes(kind.toUpperCase()) && /^[1-9]\d{0,17}$/.test(found ?? '') ? [[kind, found]] : []
  }))
}

/** The entity that tells most of whom the chat is with. */
const mainOf = (entities: Partial<Record<CrmKind, string>>) => (['deal', 'lead', 'contact', 'company'] as const).find(kind => entities[kind])

/** Asks whom a chat is with; null where it has nothing to do with the CRM. @param dialog the answer of `im.dialog.get` */
export function askForChatFacts(dialog: unknown): Record<string, Question> | null {
  const entities = entitiesOf(dialog)
  const main = mainOf(entities)
  if (!main) return null
  const { contact, company } = entities
  return {
    ...askForFacts(main, entities[main]!),
    ...(contact && { contact: askForFacts('contact', contact).entity }),
    ...(company && { company: askForFacts('company', company).entity }),
  }
}

/** What the answers say. @param dialog the answer of `im.dialog.get` */
export function readChatFacts(dialog: unknown, answers: Record<string, unknown>): NonNullable<SubjectCard['crm']> {
  const main = mainOf(entitiesOf(dialog))
  return main ? readFacts(main, answers) : nothing
}
