import type { NewField } from '#shared/fields'
import type { FieldsState, PortalField } from '#shared/settings'
import type { Problem } from '~/app/lib/problem'
import { problemOf } from '~/app/lib/problem'

/** The "next step" fields of the portal's CRM, and what administrators do with them. Every change is Bitrix24's to accept. */
export function usePortalFields() {
  const { call } = useApi()
  const { announce } = useNotices()
  const { $t: t } = useNuxtApp()
  const asked = useAsked(() => call<FieldsState>('GET', '/api/admin/fields'))
  /** Which part is waiting for Bitrix24: `type`, `new`, or a field's id. */
  const working = ref<string | null>(null)

  /** @throws Problem for the form to say */
  async function change(part: string, said: string, request: () => Promise<FieldsState>): Promise<void> {
    working.value = part
    try {
      asked.answer.value = await request()
      announce(said)
    }
    catch (error) {
      throw problemOf(error) satisfies Problem
    }
    finally {
      working.value = null
    }
  }

  return {
    asked,
    working,
    add: (field: NewField) => change('new', t('settings.fields.added'), () => call<FieldsState>('POST', '/api/admin/fields', field)),
    rename: ({ id }: PortalField, label: string) => change(id, t('settings.fields.renamed'), () => call<FieldsState>('PATCH', `/api/admin/fields/${id}`, { label })),
    remove: ({ id }: PortalField) => change(id, t('settings.fields.removed'), () => call<FieldsState>('DELETE', `/api/admin/fields/${id}`)),
    registerType: () => change('type', t('settings.fields.type.done'), () => call<FieldsState>('POST', '/api/admin/fields/type')),
    removeType: () => change('type', t('settings.fields.type.gone'), () => call<FieldsState>('DELETE', '/api/admin/fields/type')),
  }
}

export type PortalFields = ReturnType<typeof usePortalFields>
