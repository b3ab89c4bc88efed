import { noteTextLimit } from '#shared/notes'
import type { ErrorCode } from '#shared/errors'

/** What the server would say to this text, so that nobody waits for it; null when nothing. */
export function textProblem(text: string): Extract<ErrorCode, 'note_text_empty' | 'note_text_too_long'> | null {
  const length = text.trim().length
  if (length === 0) return 'note_text_empty'
  return length > noteTextLimit ? 'note_text_too_long' : null
}
