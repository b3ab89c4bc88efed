/**
 * Every refusal that leaves the server has one of these codes. The code is the contract: pages translate it
 * (`errors.<code>` in app/locales), tests and operators look for it. Adding one means adding its sentence.
 */
export const errorStatuses = {
  // What was sent cannot be read
  bad_request: 400,
  body_too_large: 413,
  unsupported_media_type: 415,
  rate_limited: 429,
  not_found: 404,
  method_not_allowed: 405,
  // Who is calling
  launch_incomplete: 401,
  launch_token_expired: 401,
  launch_token_invalid: 401,
  launch_foreign_app: 403,
  launch_foreign_portal: 403,
  launch_foreign_server: 403,
  session_missing: 401,
  session_invalid: 401,
  session_expired: 401,
  admin_required: 403,
  placement_options_invalid: 400,
  event_refused: 403,
  // The portal's state
  not_installed: 409,
  portal_access_lost: 401,
  // The other side
  authorization_unavailable: 503,
  portal_unavailable: 503,
  portal_busy: 503,
  portal_refused: 502,
  // Subjects and notes
  subject_unknown_kind: 400,
  subject_denied: 403,
  subject_gone: 410,
  note_not_found: 404,
  note_text_empty: 422,
  note_text_too_long: 422,
  note_changed: 409,
  note_id_taken: 409,
  note_task_missing: 409,
  note_assigned: 409,
  follow_up_not_found: 404,
  follow_up_due_invalid: 422,
  follow_up_past: 422,
  follow_up_too_far: 422,
  assignee_unknown: 422,
  assignee_denied: 422,
  assignee_private: 422,
  // Templates
  template_not_found: 404,
  template_changed: 409,
  template_limit: 409,
  template_administrators_only: 403,
  template_title_empty: 422,
  template_title_too_long: 422,
  template_text_empty: 422,
  template_text_too_long: 422,
  template_folder_too_long: 422,
  template_placeholder_unknown: 422,
  // Search
  search_empty: 400,
  search_text_too_long: 422,
  // Custom fields
  field_type_missing: 409,
  field_scope_missing: 409,
  field_refused: 502,
  field_not_found: 404,
  field_label_empty: 422,
  field_label_too_long: 422,
  // Settings
  settings_changed: 409,
  places_busy: 409,
  place_title_too_long: 422,
  place_option_invalid: 422,
  rule_time_invalid: 422,
  rule_language_missing: 422,
  person_active: 409,
  erasure_unconfirmed: 422,
  erasure_begun: 409,
  // Ours
  internal: 500,
} as const

export type ErrorCode = keyof typeof errorStatuses

/** Body of every refusal of the API (DESIGN §6). `message` is English, for developers; people read the translation of `code`. */
export interface ErrorAnswer { error: { code: ErrorCode, message: string } }

/**
 * The one error class of the domain. `code` is stable; `message` never carries a token, a secret or a note's text.
 * `retryAfter` (seconds) is set where trying again later makes sense.
 */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly retryAfter?: number

  constructor(code: ErrorCode, message: string, options: { cause?: unknown, retryAfter?: number } = {}) {
    super(message, { cause: options.cause })
    this.name = 'AppError'
    this.code = code
    this.retryAfter = options.retryAfter
  }

  get status(): number {
    return errorStatuses[this.code]
  }
}
