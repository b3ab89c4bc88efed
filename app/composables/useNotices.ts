import type { ProblemCode } from '~/app/lib/problem'
import { oncePerApp } from '~/app/lib/once-per-app'
import { problemOf } from '~/app/lib/problem'

/**
 * What the person is told besides the page itself: a notice they see, or an announcement for a screen reader where the
 * page already shows the change.
 */
export const useNotices = oncePerApp(() => {
  const toast = useToast()
  const announcement = useState('announcement', () => '')
  const { $t: t } = useNuxtApp()

  /** @param tone `alert` for what did not work, `done` for what did and cannot be seen */
  function notify(text: string, tone: 'alert' | 'done' = 'alert') {
    placeNotices()
    toast.add({ title: text, color: tone === 'alert' ? 'air-primary-alert' : 'air-primary-success', class: 'bg-(--ui-color-bg-content-primary)/95' })
  }

  return {
    announcement,
    announce(text: string) { announcement.value = text },
    notify,
    /** The sentence of a refusal. */
    sentence: (code: ProblemCode) => t(`errors.${code}`),
    report(error: unknown) { notify(t(`errors.${problemOf(error).code}`)) },
  }
})

/**
 * A fitted frame is as tall as its content, so its "top" may be far outside the screen. Notices appear level with what
 * the person just used, which is certainly on it.
 */
function placeNotices() {
  const used = document.activeElement?.getBoundingClientRect().top ?? 0
  const top = Math.min(Math.max(12, used - 80), Math.max(12, window.innerHeight - 120))
  document.documentElement.style.setProperty('--sidenote-notices-top', `${Math.round(top)}px`)
}
