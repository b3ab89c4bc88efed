import { isoInZone } from '../core/clock'
import type { Portal } from '../core/world'

const windowSeconds = 600

/**
 * The `time` block of every successful answer. Clients rely on it being there, `operating` included.
 * `operating` is the time this method has used in the current ten minutes.
 */
export function timeBlock(portal: Portal, method: string, startedMs: number): Record<string, unknown> {
  const finishedMs = Date.now()
  const start = startedMs / 1000
  const finish = finishedMs / 1000
  const used = operating(portal, method, finish, Math.max(0.001, finish - start))
  return {
    start,
    finish,
    duration: Number((finish - start).toFixed(6)),
    processing: Number((finish - start).toFixed(6)),
    date_start: isoInZone(new Date(startedMs), portal.timeZone),
    date_finish: isoInZone(new Date(finishedMs), portal.timeZone),
    operating_reset_at: Math.ceil(used.since + windowSeconds),
    operating: Number(used.seconds.toFixed(6)),
  }
}

function operating(portal: Portal, method: string, now: number, seconds: number): { since: number, seconds: number } {
  const current = portal.operating.get(method)
  const next = current && now - current.since < windowSeconds
    ? { since: current.since, seconds: current.seconds + seconds }
    : { since: now, seconds }
  portal.operating.set(method, next)
  return next
}
