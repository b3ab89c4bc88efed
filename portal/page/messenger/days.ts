import { portalNow } from '../data/clock'
import { usePortal } from '../data/portal'
import { useTime } from '../data/time'
import { t } from '../i18n'

const dayMs = 86_400_000

/** Days as the viewer lives them. */
export function useDays() {
  const { me } = usePortal()
  const { weekday } = useTime()
  const dayOf = (value: string | Date) => new Intl.DateTimeFormat('sv-SE', { timeZone: me.value.timeZone }).format(new Date(value))
  const isToday = (value: string) => dayOf(value) === dayOf(portalNow())

  return {
    isToday,
    /** `2026-11-21`, to tell days apart. */
    dayOf,
    /** What stands above a day's messages: `Today`, `Thursday, 19 November`. */
    dayName(value: string): string {
      if (isToday(value)) return t('chat.today')
      if (dayOf(value) === dayOf(new Date(portalNow().getTime() - dayMs))) return t('chat.yesterday')
      return weekday(value)
    },
  }
}
