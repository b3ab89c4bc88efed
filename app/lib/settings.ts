import type { PlaceChoices, Rules, SettingsChange, SettingsState } from '#shared/settings'
import type { SettingsTab } from '#shared/settings-tabs'

/** What administrators decide, as the settings page edits it. */
export type Decisions = Pick<SettingsState, 'places' | 'rules'>

/** One setting's value; undefined while it is as shipped. */
export type SettingValue = string | number | boolean | readonly string[] | undefined

/** Every single setting by its path: `places.LEFT_MENU.titles.de`, `rules.visibility.deal`. */
export type SettingPath = string

type Flat = Map<SettingPath, SettingValue>

/** A setting that two administrators changed at the same time. */
export interface Conflict { path: SettingPath, mine: SettingValue, theirs: SettingValue }

/** A copy that shares nothing with the original, which may be reactive. */
export function copyOf({ places, rules }: Decisions): Decisions {
  return decisionsOf(flat({ places, rules }))
}

/** Settings that differ between the two. */
export function changedPaths(before: Decisions, after: Decisions): SettingPath[] {
  const [old, fresh] = [flat(before), flat(after)]
  return [...new Set([...old.keys(), ...fresh.keys()])].filter(path => !isSame(old.get(path), fresh.get(path)))
}

/** What is to be sent for the difference: whole places and the rules as a whole, since they are replaced as such. */
export function changeOf(before: Decisions, after: Decisions): Pick<SettingsChange, 'places' | 'rules'> {
  const paths = changedPaths(before, after)
  const codes = new Set(paths.filter(path => tabOf(path) === 'places').map(path => path.split('.')[1] as keyof PlaceChoices))
  return {
    ...(codes.size > 0 && { places: Object.fromEntries([...codes].map(code => [code, after.places[code] ?? {}])) }),
    ...(paths.some(path => tabOf(path) === 'rules') && { rules: after.rules }),
  }
}

/**
 * Brings together what two administrators decided who both started from `base`. Mine stays where only I changed something, theirs
 * where only they did; where both did, mine stays for now and is told as a conflict.
 */
export function mergeDecisions(base: Decisions, mine: Decisions, theirs: Decisions): { merged: Decisions, conflicts: Conflict[] } {
  const [old, own, other] = [flat(base), flat(mine), flat(theirs)]
  const merged: Flat = new Map(other)
  const conflicts: Conflict[] = []
  for (const path of changedPaths(base, mine)) {
    if (!isSame(old.get(path), other.get(path)) && !isSame(own.get(path), other.get(path))) conflicts.push({ path, mine: own.get(path), theirs: other.get(path) })
    merged.set(path, own.get(path))
  }
  return { merged: decisionsOf(merged), conflicts }
}

/** What a setting is; undefined while it is as shipped. */
export function settingAt(decisions: Decisions, path: SettingPath): SettingValue {
  return flat(decisions).get(path)
}

/** Whether two values are the same setting. */
export function isSame(one: SettingValue, other: SettingValue): boolean {
  return Array.isArray(one) && Array.isArray(other) ? one.join() === other.join() : one === other
}

/** The same with one setting set, or as shipped again. */
export function withSetting(decisions: Decisions, path: SettingPath, value: SettingValue): Decisions {
  return decisionsOf(flat(decisions).set(path, value))
}

/** Where a setting is edited. */
export function tabOf(path: SettingPath): SettingsTab {
  return path.startsWith('places.') ? 'places' : 'rules'
}

function flat(value: object, prefix = '', into: Flat = new Map()): Flat {
  for (const [key, inner] of Object.entries(value) as [string, unknown][]) {
    if (inner !== null && typeof inner === 'object' && !Array.isArray(inner)) flat(inner, `${prefix}${key}.`, into)
    else if (inner !== undefined) into.set(prefix + key, Array.isArray(inner) ? [...inner as string[]] : inner as SettingValue)
  }
  return into
}

function decisionsOf(settings: Flat): Decisions {
  const tree: Record<string, unknown> = {}
  for (const [path, value] of settings) {
    if (value === undefined) continue
    const steps = path.split('.')
    const last = steps.pop()!
    const parent = steps.reduce((node, step) => (node[step] ??= {}) as Record<string, unknown>, tree)
    parent[last] = value
  }
  const rules = tree.rules as Rules
  return { places: (tree.places ?? {}) as PlaceChoices, rules: { ...rules, visibility: rules.visibility ?? {} } }
}
