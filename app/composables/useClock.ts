import { bcp47Of } from '#shared/languages'
import type { Moment, Reader } from '~/app/lib/time'
import { dueMomentOf } from '~/app/lib/due'
import { oncePerApp } from '~/app/lib/once-per-app'
import { calendarDate, dayKey, dayOf, exactMoment, format, momentOf, timeOf } from '~/app/lib/time'

/**
 * Moments in the person's language and time zone. "Now" is the server's moment of rendering until the page lives, and
 * so is the zone of a person whose profile names none: both sides must write the same.
 */
export const useClock = oncePerApp(() => {
  const page = usePageState()
  const { $t: t } = useNuxtApp()
  const now = useState('now', () => Date.now())
  const zone = useState('zone', () => 'UTC')

  const reader = computed<Reader>(() => ({
    locale: bcp47Of(languageOfPage(page.value)),
    timeZone: ('launch' in page.value && page.value.launch.user.timeZone) || zone.value,
    now: now.value,
  }))

  function sentence(moment: Moment): string {
    switch (moment.kind) {
      case 'now': return t('time.now')
      case 'minutes': return moment.text
      case 'date': return t('time.date', { date: moment.date, time: moment.time })
      default: return t(`time.${moment.kind}`, { time: moment.time })
    }
  }

  function dueSentence(at: number): string {
    const { kind, ...words } = dueMomentOf(at, reader.value)
    return t(`followUp.due.${kind}`, words)
  }

  return {
    now,
    /** Who reads, where and when: for what is reckoned elsewhere. */
    reader,
    /** A due time in words. */
    due: dueSentence,
    /** The time of day alone. */
    time: (at: number) => timeOf(at, reader.value),
    /** The month of a day of the calendar. @param date `2026-11-21` */
    month: (date: string) => format(Date.parse(`${date}T12:00:00Z`), { ...reader.value, timeZone: 'UTC' }, { month: 'short' }),
    /** The weekday of a day of the calendar. @param date `2026-11-21` */
    weekday: (date: string, weekday: 'long' | 'short' = 'short') => format(Date.parse(`${date}T12:00:00Z`), { ...reader.value, timeZone: 'UTC' }, { weekday }),
    /** A day of the calendar in words: `2026-11-21`. */
    date: (date: string) => calendarDate(date, reader.value),
    when: (at: number) => sentence(momentOf(at, reader.value)),
    exact: (at: number) => exactMoment(at, reader.value),
    day: (at: number) => dayOf(at, reader.value),
    dayKey: (at: number) => dayKey(at, reader.value),
  }
})

/** Lets the clock go once the page lives; called by the app's root alone. */
export function useRunningClock() {
  const now = useState('now', () => Date.now())
  const zone = useState('zone', () => 'UTC')
  let timer: ReturnType<typeof setInterval> | undefined

  onMounted(() => {
    zone.value = Intl.DateTimeFormat().resolvedOptions().timeZone
    timer = setInterval(() => { now.value = Date.now() }, 20_000)
  })
  onBeforeUnmount(() => clearInterval(timer))
}
