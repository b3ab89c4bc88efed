import { placementCatalogue } from './placements'

/**
 * Every scope that Sidenote asks for on its card in the Market: those of the placements, `placement` itself, `im` for
 * notifications and `userfieldconfig` for fields of the CRM.
 */
export const wantedScopes: readonly string[] = [...new Set(['placement', 'im', 'user', ...Object.values(placementCatalogue).flatMap(({ scopes }) => scopes), 'userfieldconfig'])].sort()

/** Scopes as Bitrix24 grants them: joined by commas, or by spaces where OAuth says so. */
export function scopesIn(text: string): string[] {
  return text.split(/[,\s]+/).filter(Boolean)
}

/** What a portal did not grant. `user_basic` and `user_brief` are less than `user`, and enough for names. */
export function missingScopes(granted: readonly string[]): string[] {
  const people = granted.some(scope => ['user_basic', 'user_brief'].includes(scope))
  return wantedScopes.filter(scope => !granted.includes(scope) && !(scope === 'user' && people))
}
