import { describe, expect, it } from 'vitest'
import type { TemplateView } from '#shared/templates'
import { fillTemplate, templateTextLimit } from '#shared/templates'
import { fieldOf, templateProblem } from '../../../app/lib/template-problem'
import type { TemplateInput } from '../../../app/lib/templates'
import { firstOf, foldersOf, templateParts, writtenPlaceholders } from '../../../app/lib/templates'

const template = (title: string, rest: Partial<TemplateView> = {}): TemplateView =>
  ({ id: title, kind: 'chat', title, text: 'Hello', folder: '', shared: false, version: 1, mine: true, editable: true, ...rest })

const shown = (templates: TemplateView[], search = '', locale = 'en') =>
  foldersOf(templates, { kind: 'chat', search, locale }).map(({ name, templates }) => [name, ...templates.map(({ title }) => title)])

describe('folders', () => {
  it('and their texts stand in the order of the reader\'s language, those without a folder last', () => {
    const templates = [template('b'), template('Zug', { folder: 'Reise' }), template('Ärger', { folder: 'Reise' }), template('a10'), template('a9'), template('Weg', { folder: 'Anfahrt' })]
    expect(shown(templates, '', 'de')).toEqual([['Anfahrt', 'Weg'], ['Reise', 'Ärger', 'Zug'], ['', 'a9', 'a10', 'b']])
  })

  it('of a long list are drawn from the first on, and none without a text', () => {
    const folders = foldersOf(['a', 'b', 'c', 'd'].map((title, index) => template(title, { folder: index < 2 ? 'One' : `Other ${index}` })), { kind: 'chat', search: '', locale: 'en' })
    const titles = (count: number) => firstOf(folders, count).map(({ templates }) => templates.map(({ title }) => title))
    expect(titles(3)).toEqual([['a', 'b'], ['c']])
    expect(titles(1)).toEqual([['a']])
    expect(titles(9)).toEqual([['a', 'b'], ['c'], ['d']])
  })

  it('hold texts of the kind that is shown', () => {
    expect(shown([template('Script', { kind: 'call' }), template('Text')])).toEqual([['', 'Text']])
  })

  it('are searched by every word, in title, folder and text, whatever the accents', () => {
    const templates = [template('Öffnungszeiten', { text: 'We open at nine' }), template('Café', { folder: 'Directions' }), template('Other')]
    expect(shown(templates, 'offnung NINE')).toEqual([['', 'Öffnungszeiten']])
    expect(shown(templates, ' cafe direct ')).toEqual([['Directions', 'Café']])
    expect(shown(templates, 'open nowhere')).toEqual([])
  })
})

describe('the pieces of a text', () => {
  const text = '{contact}, this is {me}. {contact}: {odd} {phone}'
  const values = { contact: 'Eleanor', me: 'Priya' }

  it('say what was filled in and what is missing', () => {
    expect(templateParts(text, values)).toEqual([
      { text: 'Eleanor', state: 'filled' }, { text: ', this is ', state: 'plain' }, { text: 'Priya', state: 'filled' }, { text: '. ', state: 'plain' },
      { text: 'Eleanor', state: 'filled' }, { text: ': {odd} ', state: 'plain' }, { text: '{phone}', state: 'missing' },
    ])
  })

  it('are together the text that is sent', () => {
    expect(templateParts(text, values).map(part => part.text).join('')).toBe(fillTemplate(text, values).text)
  })

  it('leave placeholders alone that a value brings along', () => {
    expect(templateParts('{me}', { me: '{phone}' })).toEqual([{ text: '{phone}', state: 'filled' }])
    expect(writtenPlaceholders.phone).toBe('{phone}')
  })
})

describe('what is wrong with a text', () => {
  const input: TemplateInput = { kind: 'chat', title: 'Greeting', text: 'Hello {contact}', folder: '', shared: false }

  it.each([
    [{}, null, null],
    [{ title: '  ' }, 'template_title_empty', 'title'],
    [{ title: 'x'.repeat(121) }, 'template_title_too_long', 'title'],
    [{ text: '' }, 'template_text_empty', 'text'],
    [{ text: 'x'.repeat(templateTextLimit + 1) }, 'template_text_too_long', 'text'],
    [{ text: 'Hello {customer}' }, 'template_placeholder_unknown', 'text'],
    [{ folder: 'x'.repeat(61) }, 'template_folder_too_long', 'folder'],
  ] as const)('%o: %s', (change, code, field) => {
    expect(templateProblem({ ...input, ...change })).toBe(code)
    expect(code && fieldOf(code)).toBe(field)
  })

  it('is about no field when the whole text is refused', () => {
    expect(fieldOf('template_limit')).toBeNull()
    expect(fieldOf('template_changed')).toBeNull()
  })
})
