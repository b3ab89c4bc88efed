import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { errorStatuses } from '#shared/errors'
import { installationSteps } from '#shared/installation'
import { fallbackLanguage, languages } from '#shared/languages'
import { visibilities } from '#shared/notes'
import { bindablePlacements } from '#shared/placements'
import { chatContexts, imColors } from '#shared/placements/bind-options'
import { settingsTabs } from '#shared/settings-tabs'
import { subjectKinds } from '#shared/subjects'

const root = fileURLToPath(new URL('../../..', import.meta.url))

type Messages = { [key: string]: string | Messages }

/** All messages of a language by their full key. */
function messagesOf(code: string): Map<string, string> {
  const flat = (messages: Messages, prefix = ''): [string, string][] => Object.entries(messages).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value] as [string, string]] : flat(value, `${prefix}${key}.`))
  return new Map(['everyday', 'settings'].flatMap(area => flat(JSON.parse(readFileSync(path.join(root, `app/locales/${area}/${code}.json`), 'utf8')) as Messages)))
}

/** Every `t('…')` and `t(`…${}…`)` of the browser's side; what is put in at run time stands as `*`. */
function keysUsed(): Map<string, string> {
  const used = new Map<string, string>()
  for (const folder of ['app', 'components', 'pages']) {
    for (const entry of readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })) {
      if (!/\.(vue|ts)$/.test(entry)) continue
      const text = readFileSync(path.join(root, folder, entry), 'utf8')
      for (const [, literal, template] of text.matchAll(/\bt\((?:'([\w.]+)'|`([^`]+)`)/g)) used.set(literal ?? template!.replaceAll(/\$\{[^}]+\}/g, '*'), `${folder}/${entry}`)
      // t(condition ? 'a.b' : 'c.d'
      for (const [, one, other] of text.matchAll(/\bt\([^'`()]+\? '([\w.]+)' : '([\w.]+)'/g)) for (const key of [one!, other!]) used.set(key, `${folder}/${entry}`)
    }
  }
  return used
}

const placeholders = (message: string) => [...message.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort()
const fallback = messagesOf(fallbackLanguage)

describe.each(languages.filter(language => language.messages).map(language => language.code))('messages in %s', (code) => {
  const messages = messagesOf(code)

  it('are all there, and none too many', () => {
    expect([...messages.keys()].sort()).toEqual([...fallback.keys()].sort())
  })

  it('say something, with the same things put in', () => {
    for (const [key, message] of messages) {
      expect(message.trim(), key).not.toBe('')
      expect(placeholders(message), key).toEqual(placeholders(fallback.get(key)!))
    }
  })

  it('have a sentence for every way to refuse', () => {
    for (const error of [...Object.keys(errorStatuses), 'offline', 'frame_silent']) expect(messages.has(`errors.${error}`), error).toBe(true)
  })

  it('name every step, visibility and kind of subject', () => {
    for (const step of ['verify', 'store', ...installationSteps]) expect(messages.has(`install.step.${step}`), step).toBe(true)
    for (const visibility of visibilities) expect(messages.has(`visibility.${visibility}.name`), visibility).toBe(true)
    for (const kind of subjectKinds) expect(messages.has(`subject.kind.${kind}`), kind).toBe(true)
  })

  it('name every place with all that administrators choose for it', () => {
    const named = (key: string) => expect(messages.has(`settings.places.${key}`), key).toBe(true)
    for (const { code, binding, remark } of bindablePlacements) {
      for (const text of ['name', 'about']) named(`place.${code}.${text}`)
      named(`group.${binding!.group}`)
      if (remark) named(`remark.${remark}`)
      for (const { key, kind } of binding!.fields ?? []) for (const text of [`option.${key}`, `optionWrong.${kind}`]) named(text)
    }
    for (const color of imColors) named(`color.${color}`)
    for (const context of ['ALL', ...chatContexts]) named(`context.${context}`)
  })

  it('name every part of the settings', () => {
    for (const tab of settingsTabs) expect(messages.has(`settings.tab.${tab}`), tab).toBe(true)
  })
})

describe('keys in the code', () => {
  const used = keysUsed()

  it('are found', () => {
    expect(used.size).toBeGreaterThan(40)
  })

  it.each([...used])('%s has a message (%s)', (key) => {
    const pattern = new RegExp(`^${key.split('*').map(part => part.replaceAll('.', '\\.')).join('[\\w.-]+')}$`)
    expect([...fallback.keys()].some(message => pattern.test(message))).toBe(true)
  })
})
