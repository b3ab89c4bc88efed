import { createError } from 'h3'
import type { CreateFieldRequest, CrmKind, SaveCrmRequest } from '../../shared/crm'
import { asRecord, asText, type Params } from '../core/php'
import type { Portal } from '../core/world'
import { FieldRefused } from '../crm/fields'
import { createField, crmBoard, crmKinds, saveEntity } from '../crm/page'
import type { Asked, PageRoute } from './routes'

function kindOf({ event }: Asked): CrmKind {
  const kind = crmKinds.find(known => known === event.context.params?.kind)
  if (!kind) throw createError({ statusCode: 404 })
  return kind
}

const saving = ({ title, stageId, values }: Params): SaveCrmRequest => ({
  ...title === undefined ? {} : { title: asText(title) },
  ...stageId === undefined ? {} : { stageId: asText(stageId) },
  // Each value is read when it is known what its field may hold.
  values: asRecord(values) as SaveCrmRequest['values'],
})

const creating = ({ label, typeCode, multiple, mandatory }: Params): CreateFieldRequest =>
  ({ label: asText(label).trim(), typeCode: asText(typeCode), multiple: multiple === true, mandatory: mandatory === true })

/** What the CRM's pages ask for (`shared/crm.ts`). */
export function crmRoutes(route: PageRoute, portal: Portal): void {
  route('get', '/_portal/crm', ({ viewer }) => crmBoard(portal, viewer))

  route('post', '/_portal/crm/:kind/field', (asked) => {
    if (!asked.viewer.isAdmin) throw createError({ statusCode: 403, statusMessage: 'Administrators only' })
    const field = creating(asked.body)
    if (!field.label) throw createError({ statusCode: 400, statusMessage: 'A field needs a name' })
    try {
      createField(portal, kindOf(asked), field)
    }
    catch (error) {
      if (error instanceof FieldRefused) throw createError({ statusCode: 400, statusMessage: error.message })
      throw error
    }
    return crmBoard(portal, asked.viewer)
  })

  route('post', '/_portal/crm/:kind/:id', (asked) => {
    const answer = saveEntity(portal, asked.viewer, kindOf(asked), Number(asked.event.context.params?.id), saving(asked.body))
    if (!answer) throw createError({ statusCode: 404 })
    return answer
  })
}
