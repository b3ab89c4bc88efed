import { computed, onBeforeUnmount, onMounted, ref, shallowRef, watch } from 'vue'
import type { ChatList, ChatSent, ChatView } from '../../shared/messenger'
import { api } from '../data/api'

const everyMs = 3000

/**
 * The viewer's chats and the one that is open. What others write comes by itself.
 * @param named the dialog id that the address names, or empty
 */
export function useChats(named: () => string) {
  const list = shallowRef<ChatList>()
  const openId = ref(named())
  const chats = computed(() => list.value?.chats ?? [])
  const chat = computed(() => chats.value.find(one => one.dialogId === openId.value || `chat${one.chatId}` === openId.value))
  watch(named, (id) => { openId.value = id })

  /** An answer like the last one is left out, so that nothing is drawn anew. */
  async function load(): Promise<void> {
    const next = await api.get<ChatList>('chats')
    if (JSON.stringify(next) !== JSON.stringify(list.value)) list.value = next
  }

  let timer: ReturnType<typeof setInterval> | undefined
  async function look(): Promise<void> {
    if (document.hidden) return
    try { await load() }
    // A portal that is gone has no more messages.
    catch { clearInterval(timer) }
  }

  /** Adds a message to a chat. False when the portal did not take it. */
  async function send({ dialogId }: ChatView, text: string): Promise<boolean> {
    try { await api.post<ChatSent>(`chats/${dialogId}`, { text }) }
    catch { return false }
    await look()
    return true
  }

  onMounted(() => {
    void look()
    timer = setInterval(() => void look(), everyMs)
  })
  onBeforeUnmount(() => clearInterval(timer))
  return { chats, chat, openId, send, olderMessenger: computed(() => list.value?.olderMessenger === true) }
}
