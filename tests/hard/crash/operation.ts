/** One thing that clients of the app are doing while its process is killed. */
export interface Operation {
  /** As the report names it. */
  kind: string
  /**
   * Does it. Rejects when the connection breaks, which is no answer.
   * @param killed is aborted with the process
   * @returns what is wrong with an answer that came
   */
  run: (killed: AbortSignal) => Promise<string[]>
  /** When the app begins with it, in milliseconds since 1970; at once when absent. */
  beginsAt?: number
  /**
   * After the next start: looks whether what was acknowledged is there, asks for the rest again as a client would, and looks whether
   * it is there once.
   * @returns what is wrong, in words
   */
  verify: () => Promise<string[]>
}

/** A refusal in words; nothing when the status is one of those that are right. */
export async function unless(right: readonly number[], what: string, answer: Response): Promise<string[]> {
  const body = await answer.text()
  return right.includes(answer.status) ? [] : [`${what} answered ${answer.status} ${body.slice(0, 200)}`]
}

/** What is said when something is not so. */
export const complain = (isWrong: boolean, what: string): string[] => (isWrong ? [what] : [])
