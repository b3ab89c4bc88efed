export interface SliderLabel { text: string, bgColor: string, color: string }

/** The slider settings an app may name; what is not of the right type is ignored (§2.5.3). */
export interface SliderSettings {
  width?: number
  leftBoundary?: number
  title?: string
  label?: SliderLabel
}

const labelColors: Record<string, string> = {
  aqua: '#06bab1', green: '#a5de00', orange: '#ffa801', brown: '#b57051',
  pink: '#f968b6', blue: '#2eceff', grey: '#a1a6ac', violet: '#6b52cc',
}

function readLabel(value: unknown): SliderLabel | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { text, bgColor, color } = value as Record<string, unknown>
  const own = (one: unknown) => (typeof one === 'string' ? one : '')
  return { text: own(text), bgColor: labelColors[own(bgColor)] ?? '', color: own(color) }
}

function readSettings(raw: Record<string, unknown>): SliderSettings {
  const label = readLabel(raw.label)
  return {
    ...(typeof raw.width === 'number' ? { width: raw.width } : {}),
    ...(typeof raw.leftBoundary === 'number' ? { leftBoundary: raw.leftBoundary } : {}),
    ...(typeof raw.title === 'string' ? { title: raw.title } : {}),
    ...(label ? { label } : {}),
  }
}

/**
 * A value as it arrives after the portal's form post and PHP (§2.5.4): scalars are strings, null and empty lists
 * and objects are gone. Undefined means "gone"; a container of which nothing is left goes with its contents.
 */
export function throughForm(value: unknown): unknown {
  if (value === null || value === undefined) return undefined
  if (typeof value !== 'object') return String(value)
  const entries = Object.entries(value).flatMap(([key, one]) => {
    const kept = throughForm(one)
    return kept === undefined ? [] : [[key, kept] as const]
  })
  if (entries.length === 0) return undefined
  // PHP reads `a[0]=…&a[1]=…` back as a list as long as no index is missing.
  const isList = Array.isArray(value) && entries.every(([key], index) => key === String(index))
  return isList ? entries.map(([, one]) => one) : Object.fromEntries(entries)
}

/**
 * Splits the params of `openApplication` (§2.5.1): `bx24_…` keys are slider settings and leave the params; params
 * with both `options` and `params` are an old calling form, of which only `params` reaches the app.
 */
export function planOpenApplication(params: Record<string, unknown>): { settings: SliderSettings, options: Record<string, unknown> } {
  const raw: Record<string, unknown> = {}
  const rest: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(params)) {
    if (key.startsWith('bx24_')) raw[key.slice('bx24_'.length)] = value
    else rest[key] = value
  }
  const passed = 'options' in rest && 'params' in rest ? rest.params : rest
  const options = throughForm(passed)
  return { settings: readSettings(raw), options: typeof options === 'object' && options !== null ? options as Record<string, unknown> : {} }
}

/** Query parameters that belong to the portal and never reach an app (§2.5.5). */
const systemParameters = new Set(['_r', 'sessid', 'login', 'logout', 'clear_cache', 'bitrix_include_areas', 'back_url'])

/**
 * PLACEMENT_OPTIONS of a plain opening of the app, and of a slider opened with nothing (§2.5.5): the page's own
 * query without the system parameters, and what the portal's address rule left over: `{ any: '6/' }`.
 */
export function defaultOptions(appId: number, search: string): Record<string, string> {
  const query = [...new URLSearchParams(search)].filter(([name]) => !systemParameters.has(name))
  return { ...Object.fromEntries(query), any: `${appId}/` }
}
