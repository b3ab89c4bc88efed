import type { Faults } from '../../shared/contract'

export function noFaults(): Faults {
  return {
    expireTokens: false,
    refuseRefresh: false,
    paymentRequired: false,
    strictRotation: false,
    rateLimit: false,
    slowMs: 0,
    slowAnswerMs: 0,
    portalDown: false,
    oauthDown: false,
    silentRefreshAuth: false,
    refusePlacements: [],
    dropEvents: false,
    duplicateEvents: false,
    eventDelayMs: 0,
    legacyForm: false,
  }
}

/** Takes over the known members of the right type and ignores the rest, so that a typo cannot switch anything on. */
export function mergeFaults(current: Faults, patch: unknown): Faults {
  if (typeof patch !== 'object' || patch === null) return current
  const next: Record<string, unknown> = { ...current }
  for (const [name, value] of Object.entries(patch)) {
    if (!(name in current)) continue
    if (name === 'refusePlacements') {
      if (Array.isArray(value)) next[name] = value.map(code => String(code).toUpperCase())
    }
    else if (typeof value === typeof next[name]) {
      next[name] = typeof value === 'number' ? Math.max(0, value) : value
    }
  }
  return next as unknown as Faults
}
