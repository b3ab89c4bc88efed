import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as v from 'valibot'
import * as calendar from '#shared/calendar'
import * as calls from '#shared/calls'
import { errorStatuses } from '#shared/errors'
import * as exporting from '#shared/export'
import * as fields from '#shared/fields'
import * as followUps from '#shared/follow-ups'
import * as ids from '#shared/id-schemas'
import * as launch from '#shared/launch'
import * as notes from '#shared/notes'
import { placementCatalogue } from '#shared/placements'
import * as search from '#shared/search'
import * as settings from '#shared/settings'
import { parseSubjectKey } from '#shared/subjects'
import * as templates from '#shared/templates'
import { optionsOfPlaces } from '../../e2e/support/places'
import { anyText, runs } from './support'

/** Every schema that something from outside goes through: it takes the value or names what is wrong, and never breaks. */

const isSchema = (value: unknown): value is v.GenericSchema => typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'schema'
const schemas = Object.entries({ ...calendar, ...calls, ...exporting, ...fields, ...followUps, ...ids, ...launch, ...notes, ...search, ...settings, ...templates })
  .flatMap(([name, value]) => isSchema(value) ? [[name, value] as const] : [])

/** The names that a schema's object has: values are put there, where they are looked at. */
function keysOf(schema: v.GenericSchema): string[] {
  const { entries, pipe, options } = schema as unknown as { entries?: object, pipe?: v.GenericSchema[], options?: unknown[] }
  if (entries) return Object.keys(entries)
  const inner = [...pipe ?? [], ...(options ?? []) as v.GenericSchema[]].filter(isSchema).filter(part => part !== schema)
  return inner.flatMap(keysOf)
}

const awkward = fc.oneof(fc.jsonValue(), anyText, fc.double(), fc.constantFrom(-0, NaN, Infinity, 2 ** 53, -1, '', '0', 'task:31', '2026-02-30', 'Europe/Berlin', 'x'.repeat(20_000), undefined, null, [], {}))
const objectsOf = (keys: string[]) => fc.dictionary(fc.constantFrom(...keys, '__proto__', 'constructor', 'toString'), awkward)

it('are all looked at', () => {
  expect(schemas.length).toBeGreaterThan(25)
})

describe.each(schemas)('%s', (_name, schema) => {
  const values = fc.oneof(awkward, fc.anything(), objectsOf(keysOf(schema)))

  it('takes a value or says with a code what is wrong, and leaves prototypes alone', () => {
    fc.assert(fc.property(values, (value) => {
      const parsed = v.safeParse(schema, value)
      if (!parsed.success) return
      expect(({} as Record<string, unknown>).isAdmin).toBeUndefined()
      // What was taken is taken again as it is: nothing that a schema makes of a value is beyond what it takes.
      if (typeof parsed.output === 'string') expect(v.is(schema, parsed.output)).toBe(true)
    }), { ...runs, numRuns: 100 })
  })
})

describe('a subject\'s key', () => {
  it('that the schema takes can be taken apart', () => {
    fc.assert(fc.property(fc.oneof(anyText, fc.stringMatching(/^[a-z]{2,12}:[\w-]{1,30}$/), fc.constantFrom('task:31', 'chat:1-5', 'day:2026-11-21', 'task:31\n', 'portal:0')), (key) => {
      const isKey = v.is(ids.SubjectKeySchema, key)
      if (isKey) expect(`${parseSubjectKey(key).kind}:${parseSubjectKey(key).id}`).toBe(key)
      else expect(() => parseSubjectKey(key)).toThrow(expect.objectContaining({ code: 'subject_unknown_kind' }))
    }), runs)
  })
})

describe.each(Object.values(placementCatalogue).map(entry => [entry.code, entry] as const))('the options of %s', (code, entry) => {
  const keys = Object.keys(optionsOfPlaces[code as keyof typeof optionsOfPlaces] as object)
  /** What looks like an id, and is none. */
  const ids = fc.dictionary(fc.constantFrom(...keys, 'ID', 'USER_ID', 'GROUP_ID'), fc.constantFrom<unknown>('0', 0, '007', '9'.repeat(30), '1e3', 1.5, -1, ' 1', '1\n', '१', '31'))
  const json = fc.oneof(fc.jsonValue(), ids, objectsOf([...keys, 'ID', 'view', 'subject', 'note']), fc.constant(optionsOfPlaces[code as keyof typeof optionsOfPlaces]))

  it('lead somewhere or nowhere, whatever they are', () => {
    fc.assert(fc.property(json, fc.integer({ min: 1, max: 1e9 }), (options, viewer) => {
      const destination = entry.resolve(options, viewer)
      if (destination === null) entry.misses(options)
      // What is not refused is a subject that the server can ask about.
      else if (destination.subject) expect(parseSubjectKey(`${destination.subject.kind}:${destination.subject.id}`)).toEqual(destination.subject)
    }), { ...runs, numRuns: 100 })
  })
})

it('the codes that schemas name are those of the contract', () => {
  const named = new Set<string>()
  fc.assert(fc.property(fc.constantFrom(...schemas), fc.oneof(awkward, fc.anything()), ([, schema], value) => {
    for (const { message } of v.safeParse(schema, value).issues ?? []) if (/^[a-z]+_[a-z_]+$/.test(message)) named.add(message)
  }), { ...runs, numRuns: 2000 })
  expect([...named].filter(code => !Object.hasOwn(errorStatuses, code))).toEqual([])
})
