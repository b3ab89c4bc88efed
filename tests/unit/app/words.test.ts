import { beforeAll, describe, expect, it } from 'vitest'
import everyday from '../../../app/locales/everyday/en.json'
import settings from '../../../app/locales/settings/en.json'
import type { Words } from '../../../app/lib/words'
import { loadWords } from '../../../app/lib/words'

type Messages = { [key: string]: string | Messages }

const flat = (messages: Messages, prefix = ''): [string, string][] => Object.entries(messages).flatMap(([key, value]) =>
  typeof value === 'string' ? [[prefix + key, value] as [string, string]] : flat(value, `${prefix}${key}.`))

/** Every message of a language with something to fill in, but for those that have a plural. */
const withPlaceholders = [...flat(everyday), ...flat(settings)].filter(([, message]) => /\{\w+\}/.test(message) && !message.includes(' | '))

describe('the words of a language', () => {
  let words: Words

  beforeAll(async () => {
    await loadWords('en')
    words = await loadWords('en', 'settings')
  })

  it('fill in every message, the second time as the first', () => {
    expect(withPlaceholders.length).toBeGreaterThan(20)
    for (const [key, message] of withPlaceholders) {
      const names = [...message.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!)
      for (const round of ['first', '<b>$& {date} @:x | second']) {
        const filling = Object.fromEntries(names.map(name => [name, `${round} ${name}`]))
        expect(words.t(key, filling), key).toBe(message.replace(/\{(\w+)\}/g, (_, name: string) => filling[name]!))
      }
    }
  })

  it('write numbers as they are, and nothing for what is not there', () => {
    expect(words.t('time.date', { date: 3, time: undefined })).toBe('3, ')
  })

  it('count in singular and plural, by a number alone or among others', () => {
    expect([words.t('notes.arrived', 1), words.t('notes.arrived', 3)]).toEqual(['Show the new note', 'Show 3 new notes'])
    expect([words.t('notes.arrived', { count: 1 }), words.t('notes.arrived', { count: 4 })]).toEqual(['Show the new note', 'Show 4 new notes'])
    expect(words.t('notes.arrived', { count: '1,000' }, 1000)).toBe('Show 1,000 new notes')
  })

  it('say the key where there is no message, and the message once it has come', async () => {
    const german = await loadWords('de')
    expect(german.t('nothing.like.it', { name: 'x' })).toBe('nothing.like.it')
    expect(german.te('nothing.like.it')).toBe(false)
  })
})
