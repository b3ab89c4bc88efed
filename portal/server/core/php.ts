/**
 * Bitrix24 is PHP: forms nest with brackets, and an array whose keys are 0, 1, 2… is a list, an empty one is always `[]`.
 */
export type Params = Record<string, unknown>

const isRecord = (value: unknown): value is Params => typeof value === 'object' && value !== null && !Array.isArray(value)

/** A PHP array as JSON prints it: list when the keys count up from 0 (or when it is empty), object otherwise. */
export function phpArray<T>(record: Record<string, T>): Record<string, T> | T[] {
  const keys = Object.keys(record)
  return keys.every((key, index) => key === String(index)) ? Object.values(record) : record
}

function toLists(value: unknown): unknown {
  if (!isRecord(value)) return value
  return phpArray(Object.fromEntries(Object.entries(value).map(([key, member]) => [key, toLists(member)])))
}

const forbidden = new Set(['__proto__', 'constructor', 'prototype'])

function assign(target: Params, path: string[], value: string): void {
  let node = target
  for (const [depth, raw] of path.entries()) {
    const key = raw === '' ? String(Object.keys(node).length) : raw
    if (forbidden.has(key)) return
    if (depth === path.length - 1) {
      node[key] = value
      return
    }
    const next = node[key]
    node = isRecord(next) ? next : (node[key] = {}) as Params
  }
}

/** `a[b][]=1&c=2` → `{ a: { b: ['1'] }, c: '2' }`. Everything is a string. */
export function parseForm(text: string): Params {
  const root: Params = {}
  for (const [name, value] of new URLSearchParams(text)) {
    const bracket = name.indexOf('[')
    const path = bracket <= 0
      ? [name]
      : [name.slice(0, bracket), ...[...name.slice(bracket).matchAll(/\[([^\]]*)\]/g)].map(match => match[1] ?? '')]
    assign(root, path, value)
  }
  return Object.fromEntries(Object.entries(root).map(([key, value]) => [key, toLists(value)]))
}

/** The way back. Null, undefined, empty lists and empty objects have no form and disappear. */
export function encodeForm(params: Params): string {
  const out = new URLSearchParams()
  const write = (name: string, value: unknown): void => {
    if (value === null || value === undefined) return
    if (typeof value === 'object') {
      for (const [key, member] of Object.entries(value)) write(`${name}[${key}]`, member)
    }
    else {
      out.append(name, String(value))
    }
  }
  for (const [key, value] of Object.entries(params)) write(key, value)
  return out.toString()
}

/** What PHP prints into a page's script (`CUtil::PhpToJSObject`): numbers become strings, empty arrays `[]`, null `''`. */
export function phpToScript(value: unknown): unknown {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number') return String(value)
  if (typeof value !== 'object') return value
  const members = Object.entries(value).map(([key, member]) => [key, phpToScript(member)] as const)
  if (Array.isArray(value)) return members.map(([, member]) => member)
  return members.length === 0 ? [] : Object.fromEntries(members)
}

/** Keys in upper case, one level deep: most old methods read their parameters this way. */
export function upperKeys(params: Params): Params {
  return Object.fromEntries(Object.entries(params).map(([key, value]) => [key.toUpperCase(), value]))
}

/** A member that is expected to be an array, whatever the client made of it. */
export const asRecord = (value: unknown): Params => typeof value === 'object' && value !== null ? { ...value as Params } : {}

export const asText = (value: unknown): string => typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
