type Step = (at: number, last: number) => number

const down: Step = at => Math.floor(at) + 1
const up: Step = at => Math.ceil(at) - 1

const steps = new Map<string, Step>([
  ['ArrowDown', down], ['j', down],
  ['ArrowUp', up], ['k', up],
  ['Home', () => 0],
  ['End', (_at, last) => last],
])

/**
 * The row that a key leads to.
 * @param at number of the row that has the focus; between two rows, as `1.5`, when the focus is on something between them
 * @returns undefined for a key that leads to none
 */
export function rowAfter(key: string, at: number, count: number): number | undefined {
  const step = steps.get(key)
  if (!step || count === 0) return undefined
  return Math.min(Math.max(step(at, count - 1), 0), count - 1)
}
