import { useInbox } from '../../utils/inbox'

/** Gives waiting events their turn: those that were postponed, and those that a killed process left behind. */
export default defineTask({
  meta: { name: 'inbox:work', description: 'Obeys events whose turn has come' },
  async run() {
    await useInbox().work()
    return { result: 'done' }
  },
})
