import { computed, onScopeDispose, ref } from 'vue'
import { bcp47 } from '../i18n'
import { portalNow } from './clock'
import { usePortal } from './portal'

/** Formatters in the viewer's language and time zone. */
export function useTime() {
  const { me } = usePortal()
  const format = (value: string | Date, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(bcp47.value, { timeZone: me.value.timeZone, ...options }).format(new Date(value))

  return {
    /** `09:05` */
    clock: (value: string | Date) => format(value, { hour: '2-digit', minute: '2-digit' }),
    /** `21 November, 18:00`; the year only when it is another one. */
    moment: (value: string | Date) => format(value, {
      day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit',
      ...(new Date(value).getFullYear() === portalNow().getFullYear() ? {} : { year: 'numeric' }),
    }),
    weekday: (value: string | Date) => format(value, { weekday: 'long', day: 'numeric', month: 'long' }),
    /** `21/11` */
    shortDay: (value: string | Date) => format(value, { day: 'numeric', month: 'numeric' }),
    overdue: (deadline: string | null, done: boolean) => !done && deadline !== null && Date.parse(deadline) < portalNow().getTime(),
  }
}

/** The current moment, once a few seconds as the clock in the top bar needs it, or as often as asked for. */
export function useNow(everyMs = 5000) {
  const now = ref(portalNow())
  const timer = setInterval(() => { now.value = portalNow() }, everyMs)
  onScopeDispose(() => clearInterval(timer))
  return computed(() => now.value)
}
