import { AppError } from '#shared/errors'

/** A parsed form: text, or named parts. It has no prototype, so no name in it can mean anything but itself. */
export type FormValue = string | FormFields
export interface FormFields { [name: string]: FormValue }

const fieldLimit = 300
const depthLimit = 6
const keyPattern = /^([^[\]]{1,100})((?:\[[^[\]]{1,100}\])*)$/
const forbiddenNames = new Set(['__proto__', 'constructor', 'prototype'])

/**
 * Reads the form of an event: `application/x-www-form-urlencoded` with bracketed names, `auth[member_id]=…`, as PHP
 * writes it (api-reference/events/index). Strict, because anybody can send one: a name that stands twice, `name[]`, or
 * a name that is both text and a group is refused.
 * @throws AppError `bad_request`
 */
export function parseEventForm(text: string): FormFields {
  const fields: FormFields = Object.create(null)
  let count = 0
  for (const [key, value] of new URLSearchParams(text)) {
    if (++count > fieldLimit) throw new AppError('bad_request', `The form has more than ${fieldLimit} fields`)
    const path = pathOf(key)
    const name = path.pop()!
    const group = path.reduce(descend, fields)
    if (name in group) throw new AppError('bad_request', 'A field of the form stands twice')
    group[name] = value
  }
  return fields
}

function pathOf(key: string): string[] {
  const [, first, rest] = keyPattern.exec(key) ?? []
  if (first === undefined || rest === undefined) throw new AppError('bad_request', 'A field of the form has a name that Bitrix24 does not use')
  const path = [first, ...rest.slice(1, -1).split('][')].filter(part => part !== '')
  if (path.length > depthLimit || path.some(part => forbiddenNames.has(part))) {
    throw new AppError('bad_request', 'A field of the form has a name that Bitrix24 does not use')
  }
  return path
}

function descend(group: FormFields, name: string): FormFields {
  const next = group[name] ??= Object.create(null) as FormFields
  if (typeof next === 'string') throw new AppError('bad_request', 'A field of the form is both a text and a group')
  return next
}
