/** The installer's steps that run after the caller is proven, in order. `finish` ends with the frame's `installFinish`. */
export const installationSteps = ['placements', 'fields', 'events', 'finish'] as const
export type InstallationStep = typeof installationSteps[number]

export type ItemOutcome =
  /** Bound now. */
  | 'added'
  /** Was there already, as wanted. */
  | 'kept'
  /** Was there with another title, option or address; made right. */
  | 'repaired'
  /** Was ours and is not wanted any more. */
  | 'removed'
  /** Bitrix24 refused it; the rest went on. */
  | 'refused'
  /** The portal lacks a scope or is too old to know it. */
  | 'unavailable'
  /** Its change was refused half-way, and it is again as it was. */
  | 'restored'
  /** Its change was refused half-way and it could not be put back: it is not there until the next run. */
  | 'lost'
  /** Not done: the portal went down or had too much to do. The next run does it. */
  | 'waiting'

export interface ItemReport {
  /** Placement, field type or event code. */
  code: string
  outcome: ItemOutcome
  /** Bitrix24's own error code when it refused, ours when the portal could not be used. */
  error?: string
}

/** `POST /api/installation/<step>` (administrators). A step that could not run at all answers with an error instead. */
export interface StepReport {
  step: InstallationStep
  /** `partial`: some item was refused; the app works without it and running again tries again. */
  outcome: 'done' | 'partial'
  items: ItemReport[]
}
