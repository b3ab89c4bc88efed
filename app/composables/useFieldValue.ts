import * as v from 'valibot'
import type { FieldContext, NextStep } from '#shared/fields'
import { FieldValuesSchema } from '#shared/fields'
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
  const written = () => JSON.stringify(storedValue(rows.value, field.multiple))
  let told = written()
  let timer: ReturnType<typeof setTimeout> | undefined

  watch(rows, () => {
    clearTimeout(timer)
    timer = setTimeout(() => void tell(), pause)
  }, { deep: true })
  onBeforeUnmount(() => clearTimeout(timer))

  /** Tells Bitrix24 what the field says now, if it does not know. */
  async function tell() {
    clearTimeout(timer)
    const value = written()
    if (value === told) return
    told = value
    // The SDK sends what it gets as the message's raw value, JSON already (sdk/bx24-js-sdk, setValue).
    const { state } = await call('setValue', { value })
    isRefused.value = state === 'missing'
  }

  /**
   * A frame that was reloaded starts from what is stored; what was typed before that, Bitrix24 still holds (`getValue`). An
   * empty answer says nothing, and what was typed meanwhile counts more.
   */
  async function recover() {
    const outcome = await call('getValue')
    const values = outcome.state === 'answered' ? v.parse(FieldValuesSchema, outcome.answer) : []
    if (values.length === 0 || written() !== told) return
    rows.value = rowsOf({ ...field, values })
    told = written()
  }

  onNuxtReady(() => void recover())

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
