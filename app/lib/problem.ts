import type { ErrorCode } from '#shared/errors'

/** Refusals of the server, and what can only go wrong in a browser. Each has its sentence at `errors.<code>`. */
export type ProblemCode = ErrorCode
  /** Our server cannot be reached. */
  | 'offline'
  /** The portal around us does not answer. */
  | 'frame_silent'

/** Everything that the person is told as a sentence; `code` chooses it. */
export class Problem extends Error {
  readonly code: ProblemCode
  /** Seconds, where trying again later makes sense. */
  readonly retryAfter: number | null

  constructor(code: ProblemCode, options: { retryAfter?: number | null, cause?: unknown } = {}) {
    super(code, { cause: options.cause })
    this.name = 'Problem'
    this.code = code
    this.retryAfter = options.retryAfter ?? null
  }
}

/** The problem inside whatever was thrown; anything unexpected is `internal`. */
export function problemOf(error: unknown): Problem {
  return error instanceof Problem ? error : new Problem('internal', { cause: error })
}

/** Whether it is whom the follow-up is for that was refused. */
export function isAssigneeProblem(code: ProblemCode): boolean {
  return code.startsWith('assignee_')
}

/** Whether it is the follow-up that was refused, its time or whom it is for, and not the note. */
export function isFollowUpProblem(code: ProblemCode): boolean {
  return code.startsWith('follow_up_') || isAssigneeProblem(code)
}
