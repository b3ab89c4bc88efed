import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { errorStatuses } from '../../../shared/errors'
import { languages } from '../../../shared/languages'
import { subjectKinds } from '../../../shared/subjects'

type Messages = { [key: string]: string | Messages }

const read = (code: string) => JSON.parse(readFileSync(new URL(`../../../app/locales/${code}.json`, import.meta.url), 'utf8')) as Messages

function sentences(messages: Messages, prefix = ''): Map<string, string> {
  return new Map(Object.entries(messages).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${prefix}${key}`, value] as const] : [...sentences(value, `${prefix}${key}.`)]))
}

const placeholders = (sentence: string) => [...sentence.matchAll(/\{(\w+)\}/g)].map(match => match[1]).sort()

const english = sentences(read('en'))

describe.each(languages.filter(language => language.messages).map(language => language.code))('the messages in %s', (code) => {
  const own = sentences(read(code))

  it('say everything, and nothing else', () => {
    expect([...own.keys()].sort()).toEqual([...english.keys()].sort())
  })

  it('have a sentence for every refusal', () => {
    for (const error of [...Object.keys(errorStatuses), 'offline', 'frame_silent']) expect(own.get(`errors.${error}`), error).toBeTruthy()
  })

  it('name every kind of subject', () => {
    for (const kind of subjectKinds) expect(own.get(`subject.kind.${kind}`), kind).toBeTruthy()
  })

  it('use the same placeholders as English, and none of the characters that mean something to vue-i18n', () => {
    for (const [key, sentence] of own) {
      expect(sentence.trim(), key).not.toBe('')
      expect(placeholders(sentence), key).toEqual(placeholders(english.get(key)!))
      expect(sentence, key).not.toMatch(/[@|]/)
    }
  })
})

it('German is translated: only names are the same as in English', () => {
  const german = sentences(read('de'))
  const same = [...german].filter(([key, sentence]) => english.get(key) === sentence).map(([key]) => key)
  expect(same.sort()).toEqual(['subject.kind.portal', 'time.date', 'visibility.team.name'])
})
