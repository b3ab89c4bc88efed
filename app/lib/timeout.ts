import type { ProblemCode } from './problem'
import { Problem } from './problem'

/**
 * The promise's own outcome, or a refusal with `code` once `milliseconds` have passed. The promise itself goes on:
 * several frame commands are answered late or never, and nothing can cancel them (SDK 2.2, message controller).
 */
export function within<T>(promise: Promise<T>, milliseconds: number, code: ProblemCode): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Problem(code)), milliseconds)
  })
  return Promise.race([promise, limit]).finally(() => clearTimeout(timer))
}
