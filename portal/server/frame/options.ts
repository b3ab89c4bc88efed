import { encodeForm, parseForm, type Params } from '../core/php'

/**
 * What is left of the parameters of `openApplication` after the way through the page's form into PHP: scalars are
 * strings, nested objects stay, null and everything empty disappears; keys starting with `bx24_` were settings of the
 * slider. When nothing is left, the variable of the page's own address remains. Source: published page script and
 * component of `app.layout`.
 */
export function applicationOptions(options: unknown, appId: number): Params {
  const own = typeof options === 'object' && options !== null ? { ...options as Params } : {}
  const given = 'options' in own && 'params' in own && typeof own.params === 'object' ? { ...own.params as Params } : own
  const kept = Object.fromEntries(Object.entries(given).filter(([key]) => !key.startsWith('bx24_')))
  const passed = parseForm(encodeForm(kept))
  return Object.keys(passed).length > 0 ? passed : { any: `${appId}/` }
}

/** Options of a widget: as its place passes them, plus the page it was opened from, which never replaces an own `URI`. */
export function widgetOptions(options: unknown, uri: string, addsUri: boolean): Params {
  const own = typeof options === 'object' && options !== null ? { ...options as Params } : {}
  return addsUri && uri && !('URI' in own) ? { ...own, URI: uri } : own
}
