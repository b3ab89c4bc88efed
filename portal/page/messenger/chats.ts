import { computed, onMounted, ref, shallowRef } from 'vue'
import type { ChatList, ChatSent, ChatView } from '../../shared/messenger'
import { api } from '../data/api'

/** The viewer's chats and the one that is open. */
export function useChats(first: string) {
  const list = shallowRef<ChatList>()
  const openId = ref(first)
  const chats = computed(() => list.value?.chats ?? [])
  const chat = computed(() => chats.value.find(one => one.dialogId === openId.value || `chat${one.chatId}` === openId.value))

  const load = async () => { list.value = await api.get<ChatList>('chats') }

  /** Adds a message to a chat; it is in the list when this resolves. */
  async function send({ dialogId }: ChatView, text: string): Promise<void> {
    await api.post<ChatSent>(`chats/${dialogId}`, { text })
    await load()
  }

  onMounted(load)
  return { chats, chat, openId, send, loaded: computed(() => list.value !== undefined), olderMessenger: computed(() => list.value?.olderMessenger === true) }
}
