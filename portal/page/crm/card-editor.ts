import { computed, reactive, ref, shallowRef } from 'vue'
import type { CrmField, CrmRecord, FieldValue, SaveCrmAnswer, SaveCrmRequest } from '../../shared/crm'

type Save = (request: SaveCrmRequest) => Promise<SaveCrmAnswer>

/**
 * What is being edited in a card. A value given by a field's handler is kept only when the person saves the card;
 * cancelling drops it (`api-reference/widgets/user-field`). A new entity is edited from the start.
 * @param save sends the card; resolves with the saved entity, or with the mandatory fields that are still empty
 * @param saved called with what was saved
 */
export function useCardEditor(record: () => CrmRecord, fields: () => CrmField[], save: Save, saved: (record: CrmRecord) => void) {
  const isNew = record().id === 0
  const editing = reactive(new Set(isNew ? fields().map(({ name }) => name) : []))
  const values = reactive<Record<string, FieldValue>>({})
  const title = ref('')
  const missing = shallowRef<string[]>([])
  const busy = ref(false)

  function stop() {
    editing.clear()
    for (const name of Object.keys(values)) values[name] = null
    missing.value = []
    title.value = ''
  }

  return {
    title,
    busy,
    active: computed(() => isNew || editing.size > 0),
    isEditing: (name: string) => editing.has(name),
    isMissing: (name: string) => missing.value.includes(name),
    rename(text: string) {
      title.value = text
    },
    start(name: string) {
      values[name] = record().values[name] ?? null
      editing.add(name)
    },
    change(name: string, value: FieldValue) {
      values[name] = value
      missing.value = missing.value.filter(one => one !== name)
    },
    /** What the field holds on the screen: what its handler has given, while it is edited. */
    valueOf: (name: string): FieldValue => (editing.has(name) ? values[name] : record().values[name]) ?? null,
    cancel: stop,
    async save() {
      busy.value = true
      try {
        const given = Object.fromEntries([...editing].map(name => [name, values[name] ?? null]))
        const answer = await save({ ...(title.value.trim() === '' ? {} : { title: title.value }), values: given })
        if ('missing' in answer) {
          missing.value = answer.missing
          return
        }
        stop()
        saved(answer.record)
      }
      finally {
        busy.value = false
      }
    },
  }
}

export type CardEditor = ReturnType<typeof useCardEditor>
