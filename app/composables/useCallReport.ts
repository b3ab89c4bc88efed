import type { CallReport } from '#shared/calls'
import type { ReportSpan } from '~/app/lib/call-report'
import { dayTallies, personTallies, rangeOf, reportFile, totalOf } from '~/app/lib/call-report'
import { saveFile } from '~/app/lib/download'
import type { Problem } from '~/app/lib/problem'
import { problemOf } from '~/app/lib/problem'

/** How the portal's calls and the notes on them developed, of everybody or of one person. */
export function useCallReport() {
  const api = useApi()
  const clock = useClock()
  const { announce } = useNotices()
  const { $t: t } = useNuxtApp()

  const span = ref<ReportSpan>(7)
  /** Whose calls are shown; null for everybody's. */
  const person = ref<number | null>(null)
  const report = shallowRef<CallReport | null>(null)
  const problem = shallowRef<Problem | null>(null)
  let latest = 0

  /** What is shown stays until the new numbers are there; an answer that was overtaken by a later question is dropped. */
  async function load() {
    const asked = ++latest
    problem.value = null
    try {
      const { from, to } = rangeOf(span.value, clock.dayKey(Date.now()))
      const answer = await api.callReport(from, to)
      if (asked === latest) report.value = answer
    }
    catch (error) {
      if (asked === latest) problem.value = problemOf(error)
    }
  }

  const people = computed(() => report.value ? personTallies(report.value) : [])
  const days = computed(() => report.value ? dayTallies(report.value, person.value) : [])
  const total = computed(() => totalOf(days.value))

  /** What is shown, as a file for spreadsheets. */
  function save() {
    if (!report.value) return
    const heads = { day: t('calls.day'), person: t('calls.person'), calls: t('calls.calls'), noted: t('calls.noted'), without: t('calls.without') }
    const { from, to } = report.value
    const content = reportFile(report.value, person.value, heads, clock.reader.value.locale)
    saveFile(new Blob([content], { type: 'text/csv;charset=utf-8' }), `sidenote-calls-${from}-${to}.csv`)
    announce(t('calls.saved'))
  }

  // Whoever had no call in the new range is not there to be chosen any more.
  watch(people, (known) => { if (!known.some(tally => tally.person.id === person.value)) person.value = null })
  watch(span, load)
  onNuxtReady(load)

  return { span, person, report, problem, people, days, total, load, save }
}
