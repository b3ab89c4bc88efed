/** Commands and events that a placement has of its own. */
export interface Interface { commands: string[], events: string[] }

/**
 * The answer to `getInterface` (api-reference/widgets/ui-interaction/bx24-placement-get-interface); anything else offers nothing.
 * @param answer `{ command: […], event: […] }`
 */
export function interfaceIn(answer: unknown): Interface {
  const { command, event } = (answer ?? {}) as { command?: unknown, event?: unknown }
  return { commands: namesIn(command), events: namesIn(event) }
}

/** PHP writes a list with gaps as an object. */
function namesIn(list: unknown): string[] {
  return Object.values((list ?? {}) as object).filter((name): name is string => typeof name === 'string')
}

/** Whether the SDK gave up waiting: it then resolves with a mark of its own (SDK 2.2, message controller). */
export function isUnanswered(answer: unknown): boolean {
  return (answer as { isSafely?: unknown } | null)?.isSafely === true
}
