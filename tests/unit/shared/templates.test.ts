import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { subjectKey } from '#shared/subjects'
import type { SubjectCard } from '#shared/subjects'
import { NewTemplateSchema, TemplateChangeSchema } from '#shared/template-schemas'
import { fillTemplate, placeholders, unknownPlaceholders, valuesOf } from '#shared/templates'

const template = { id: '7f4df1b2-54f5-4f0c-9c9a-0b1d3c9f3a11', kind: 'chat', title: 'Hello', text: 'Hello {contact}', folder: '', shared: false }
const problemOf = (fields: object) => v.safeParse(NewTemplateSchema, { ...template, ...fields }).issues?.[0].message

describe('a text with placeholders', () => {
  it('is filled in with what is known; the rest stays to be seen', () => {
    expect(fillTemplate('Hello {contact}, {me} here. {contact}? {company}', { contact: 'Eleanor', me: 'Daniel' }))
      .toEqual({ text: 'Hello Eleanor, Daniel here. Eleanor? {company}', missing: ['company'] })
  })

  it('takes a value as it is, also when it looks like a placeholder or a pattern', () => {
    expect(fillTemplate('{contact}', { contact: '$& {phone}' })).toEqual({ text: '$& {phone}', missing: [] })
  })

  it('leaves braces alone that are none', () => {
    expect(fillTemplate('{} { contact } {constructor} {{contact}}', { contact: 'E' })).toEqual({ text: '{} { contact } {constructor} {E}', missing: [] })
    expect(unknownPlaceholders('{name} {contact} {name} {größe} {}')).toEqual(['name', 'größe'])
    expect(unknownPlaceholders(placeholders.map(name => `{${name}}`).join())).toEqual([])
  })
})

describe('what a subject fills in', () => {
  const card: SubjectCard = { key: subjectKey('deal', 22), kind: 'deal', title: 'Shelves', image: null, path: null, dialog: null, people: [], project: null, ended: null, crm: null }

  it('is what is known of it', () => {
    expect(valuesOf(null)).toEqual({})
    expect(valuesOf(card)).toEqual({ subject: 'Shelves' })
    expect(valuesOf({
      ...card,
      people: [{ role: 'responsible', person: { id: 3, name: 'Daniel Okafor', photo: null, path: '' } }],
      crm: { contact: 'Eleanor', company: null, phone: '+4930901820' },
    })).toEqual({ subject: 'Shelves', responsible: 'Daniel Okafor', contact: 'Eleanor', phone: '+4930901820' })
  })
})

describe('a new template', () => {
  it('is taken, without the spaces around it', () => {
    expect(v.parse(NewTemplateSchema, { ...template, title: ' Hello ', folder: ' Sales ' })).toEqual({ ...template, folder: 'Sales' })
  })

  it.each([
    [{ title: ' ' }, 'template_title_empty'],
    [{ title: 'x'.repeat(121) }, 'template_title_too_long'],
    [{ text: '' }, 'template_text_empty'],
    [{ text: 'x'.repeat(10_001) }, 'template_text_too_long'],
    [{ text: 'Hello {name}' }, 'template_placeholder_unknown'],
    [{ folder: 'x'.repeat(61) }, 'template_folder_too_long'],
  ])('with %j is %s', (fields, code) => expect(problemOf(fields)).toBe(code))

  it.each([{ id: '1' }, { kind: 'mail' }, { shared: 'yes' }, { ownerId: 1 }])('with %j is none', fields => expect(problemOf(fields)).toBeDefined())

  it('changes as a whole, from a version on', () => {
    const { id: _id, ...fields } = template
    expect(v.is(TemplateChangeSchema, { ...fields, version: 1 })).toBe(true)
    for (const change of [fields, { ...fields, version: 0 }, { title: 'x', version: 1 }]) expect(v.is(TemplateChangeSchema, change)).toBe(false)
  })
})
