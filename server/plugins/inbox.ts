import { useInbox } from '../utils/inbox'

/** What a process left undone when it ended, the next one does as soon as it has started. */
export default defineNitroPlugin(() => {
  // Plugins run in the order of their names; by the next turn the service has been started.
  setImmediate(() => void useInbox().work())
})
