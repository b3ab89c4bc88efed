import type { FieldContext, NextStep } from '#shared/fields'
import { emptyStep, rowsOf, storedValue } from '~/app/lib/next-step'

/** Nobody types so slowly that every letter needs its own message. */
const pause = 300

/**
 * The value of a field while it is edited. Bitrix24 hears of every change (`setValue`) and keeps the last one when the
 * person saves the card.
 */
export function useFieldValue(field: FieldContext) {
  const { call } = usePlacementInterface()
  const rows = ref<NextStep[]>(rowsOf(field))
  /** Bitrix24 does not take values from here: whatever is typed would be lost. */
  const isRefused = ref(false)
  let told = JSON.stringify(storedValue(rows.value, field.multiple))
  let timer: ReturnType<typeof setTimeout> | undefined

  watch(rows, () => {
    clearTimeout(timer)
    timer = setTimeout(() => void tell(), pause)
  }, { deep: true })
  onBeforeUnmount(() => clearTimeout(timer))

  /** Tells Bitrix24 what the field says now, if it does not know. */
  async function tell() {
    clearTimeout(timer)
    const value = JSON.stringify(storedValue(rows.value, field.multiple))
    if (value === told) return
    told = value
    // The SDK sends what it gets as the message's raw value, JSON already (sdk/bx24-js-sdk, setValue).
    const { state } = await call('setValue', { value })
    isRefused.value = state === 'missing'
  }

  function add() {
    rows.value.push(emptyStep())
  }

  /** The last row is emptied instead: there is always somewhere to write. */
  function remove(index: number) {
    if (rows.value.length > 1) rows.value.splice(index, 1)
    else rows.value[0] = emptyStep()
    void tell()
  }

  return { rows, isRefused, tell, add, remove }
}
