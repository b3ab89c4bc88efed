import { AppError } from '#shared/errors'

/** A place of Bitrix24 sent options that mean nothing there. */
export class OptionsError extends AppError {
  /** Name of the option that is missing or impossible, never its value; null when the options are no object at all. */
  readonly missing: string | null
  readonly placement: string

  constructor(placement: string, missing: string | null) {
    super('placement_options_invalid', `PLACEMENT_OPTIONS of ${placement} are not as Bitrix24 documents them${missing ? `: ${missing}` : ''}`)
    this.placement = placement
    this.missing = missing
  }
}
