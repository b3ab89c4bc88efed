/** Milliseconds after which the card of a finished call closes itself. The first is this stand-in's choice, the second Bitrix24's. */
export const closeAfterMs = 5000
export const heldOpenMs = 65_000

/**
 * The delayed close of a card. `disable` keeps the card from closing by itself; a close that already runs is put off
 * instead (`ui-interaction/call-card`, `disableAutoClose`).
 */
export function createAutoClose(close: () => void) {
  let enabled = true
  let timer: ReturnType<typeof setTimeout> | undefined
  const start = (ms: number) => {
    clearTimeout(timer)
    timer = setTimeout(close, ms)
  }
  let finished = false

  return {
    finish() {
      finished = true
      if (enabled) start(closeAfterMs)
    },
    disable() {
      enabled = false
      if (timer !== undefined) start(heldOpenMs)
    },
    enable() {
      enabled = true
      if (finished) start(closeAfterMs)
    },
    stop() {
      clearTimeout(timer)
      timer = undefined
    },
  }
}
