import { computed, onBeforeUnmount, onMounted, shallowRef } from 'vue'
import type { NotificationList } from '../../shared/notifications'
import { api } from '../data/api'

const everyMs = 3000

/** The viewer's notifications. New ones come by themselves. */
export function useNotifications() {
  const list = shallowRef<NotificationList>({ unread: 0, notifications: [] })

  /** An answer like the last one is left out, so that nothing is drawn anew. */
  function keep(next: NotificationList): void {
    if (JSON.stringify(next) !== JSON.stringify(list.value)) list.value = next
  }

  let timer: ReturnType<typeof setInterval> | undefined
  async function look(): Promise<void> {
    if (document.hidden) return
    try { keep(await api.get<NotificationList>('notifications')) }
    // A portal that is gone has nothing more to tell.
    catch { clearInterval(timer) }
  }

  onMounted(() => {
    void look()
    timer = setInterval(() => void look(), everyMs)
  })
  onBeforeUnmount(() => clearInterval(timer))
  return {
    notifications: computed(() => list.value.notifications),
    unread: computed(() => list.value.unread),
    async markRead() { if (list.value.unread > 0) keep(await api.post<NotificationList>('notifications/read')) },
  }
}
