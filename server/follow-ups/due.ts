import { AppError } from '#shared/errors'
import { dueHorizon, dueTolerance } from '#shared/follow-ups'

/**
 * Whether something can fall due then. Both in milliseconds since 1970.
 * @throws AppError `follow_up_past`, `follow_up_too_far`
 */
export function requireFuture(dueAt: number, now: number): void {
  if (dueAt < now - dueTolerance) throw new AppError('follow_up_past', 'This time has passed already')
  if (dueAt > now + dueHorizon) throw new AppError('follow_up_too_far', 'A follow-up is due within five years')
}
