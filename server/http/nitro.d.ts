/** What Nitro's own entries are made of; its package has these types under other names only. */
declare module 'nitropack/runtime/internal' {
  export { startScheduleRunner } from 'nitropack/runtime/internal/task'
  export { trapUnhandledNodeErrors } from 'nitropack/runtime/internal/utils'
}
