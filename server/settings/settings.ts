import type { AuditLine } from '#db/repositories/audit'
import { AppError } from '#shared/errors'
import { findPlacement } from '#shared/placements'
import type { AuditAction, AuditDetails, PlaceChoice, SettingsChange, SettingsState, StoredSettings } from '#shared/settings'
import { chosenRules, rulesOf, usualVisibility } from '#shared/settings'
import { subjectKinds } from '#shared/subjects'
import type { Services } from '../services'

type Needs = Pick<Services, 'repositories' | 'clock'>

/** Who administers; made from a session whose person the portal called an administrator. */
export interface Administrator { portal: { id: number }, user: { userId: number } }

/** What holds on the portal. */
export async function openSettings(portalId: number, { repositories }: Pick<Services, 'repositories'>): Promise<SettingsState> {
  const { version, ...stored } = await repositories.settings.find(portalId)
  return { version, places: stored.places, rules: rulesOf(stored) }
}

/**
 * Saves what an administrator chose, and writes down what changed. The portal's widgets follow when the places are
 * reconciled; nothing is asked of Bitrix24 here.
 * @throws AppError `settings_changed` when somebody else saved since the version that the administrator saw
 */
export async function saveSettings({ portal, user }: Administrator, change: SettingsChange, services: Needs): Promise<SettingsState> {
  const { repositories: { settings }, clock } = services
  const before = await settings.find(portal.id)
  const value: StoredSettings = { places: { ...before.places, ...change.places }, rules: change.rules ? chosenRules(change.rules) : before.rules }
  const now = clock()
  const line = (action: AuditAction, details: AuditDetails): AuditLine => ({ portalId: portal.id, userId: user.userId, at: now, action, details })
  const audit = auditOf(before, value).map(({ action, details }) => line(action, details))
  const { remindBefore } = rulesOf(value)
  const moved = remindBefore === rulesOf(before).remindBefore ? {} : { remindBefore }
  const isSaved = change.version === before.version && await settings.save({ portalId: portal.id, from: change.version, value, audit, ...moved, now })
  if (!isSaved) throw new AppError('settings_changed', 'Somebody else changed the settings meanwhile')
  return openSettings(portal.id, services)
}

/** What a reader of the audit is told about a change. */
function auditOf(before: StoredSettings, after: StoredSettings): { action: AuditAction, details: AuditDetails }[] {
  const places = Object.entries(after.places).flatMap(([code, choice]) => placeChanges(code, before.places[code as keyof typeof before.places] ?? {}, choice ?? {}))
  const [old, fresh] = [singleRules(before), singleRules(after)]
  const rules = [...new Set([...Object.keys(old), ...Object.keys(fresh)])]
    .map(code => ({ action: 'rules' as const, details: { code, before: written(old[code]), after: written(fresh[code]) } }))
    .filter(({ details }) => details.before !== details.after)
  return [...places, ...rules]
}

/** What holds, rule by rule: `visibility.deal` is one of its own. */
function singleRules(stored: StoredSettings): Record<string, unknown> {
  const { visibility, ...others } = rulesOf(stored)
  return { ...others, ...Object.fromEntries(subjectKinds.map(kind => [`visibility.${kind}`, visibility[kind] ?? usualVisibility(kind)])) }
}

function placeChanges(code: string, before: PlaceChoice, after: PlaceChoice) {
  const changed: { action: AuditAction, details: AuditDetails }[] = []
  if (isOn(code, before) !== isOn(code, after)) changed.push({ action: isOn(code, after) ? 'place_on' : 'place_off', details: { code } })
  if (JSON.stringify(before.titles) !== JSON.stringify(after.titles)) changed.push({ action: 'place_titles', details: { code, before: written(before.titles), after: written(after.titles) } })
  if (JSON.stringify(before.options) !== JSON.stringify(after.options)) changed.push({ action: 'place_options', details: { code, before: written(before.options), after: written(after.options) } })
  return changed
}

const isOn = (code: string, { on }: PlaceChoice) => on ?? findPlacement(code)?.binding?.byDefault ?? false

/** A value as a line of the audit shows it. */
function written(value: unknown): string {
  if (value === undefined || value === null) return ''
  if (typeof value !== 'object') return String(value)
  return (Array.isArray(value) ? value : Object.entries(value).map(([key, one]) => `${key}: ${one}`)).join(', ')
}
