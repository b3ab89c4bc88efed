import { computed, reactive } from 'vue'

/** What is being written, by chat; it stays while other chats and pages are open. */
const drafts = reactive(new Map<string, string>())

/** The message being written in a chat. */
export const useDraft = (dialogId: string) => computed({
  get: () => drafts.get(dialogId) ?? '',
  set: text => void drafts.set(dialogId, text),
})
