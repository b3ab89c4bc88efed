import type { CoreContext } from '@intlify/core-base'
import { compile, createCoreContext, registerMessageCompiler, registerMessageResolver, resolveValue, translate } from '@intlify/core-base'
import type { LanguageCode } from '#shared/languages'
import { bcp47Of } from '#shared/languages'

registerMessageCompiler(compile)
registerMessageResolver(resolveValue)

/** What stands in a message's placeholders, and how many of something there are. */
export type Filling = [] | [named: Record<string, unknown>, plural?: number] | [plural: number]

/** The messages of a language. */
export interface Words {
  /** The message of a key, filled in; the key itself where there is none. */
  t: (key: string, ...filling: Filling) => string
  /** Whether a key has a message. */
  te: (key: string) => boolean
  /** A number as it is written in the language. */
  n: (value: number, options?: Intl.NumberFormatOptions) => string
}

type Messages = Record<string, unknown>

/** What every page needs, and what only administrators read. */
export type WordArea = 'everyday' | 'settings'

/** The file with an area's messages, as the build names it. */
export const messagesFile = (code: LanguageCode, area: WordArea) => `app/locales/${area}/${code}.json`

/** Messages come compiled from the build: their compiler stays out of the browser. */
const files = import.meta.glob<Messages>('../locales/*/*.json', { import: 'default' })

/** Stands for whatever a message asks for, under the name it asks with, between signs of nobody's language. (An empty object fills in nothing.) */
const placeholders = new Proxy<Record<string, string>>({ any: '' }, { get: (_, name) => typeof name === 'string' ? `\uE000${name}\uE000` : undefined })
const placeholder = /\uE000(\w+)\uE000/

interface Language { words: Words, messages: Messages, areas: Set<WordArea> }

/** Languages are alike for everybody: a server makes each once, and not for each launch. */
const languages = new Map<LanguageCode, Language>()
/** What has been asked for, whatever the language: a page that changes its language still needs it. */
const wanted = new Set<WordArea>()

/** The words of a language, once those of the area and of what was asked for before are there. */
export async function loadWords(code: LanguageCode, area: WordArea = 'everyday'): Promise<Words> {
  wanted.add(area)
  const language = languages.get(code) ?? makeLanguage(code)
  const missing = [...wanted].filter(each => !language.areas.has(each))
  await Promise.all(missing.map(async (each) => {
    Object.assign(language.messages, await files[`../locales/${each}/${code}.json`]?.())
    language.areas.add(each)
  }))
  return language.words
}

function makeLanguage(code: LanguageCode): Language {
  const messages: Messages = {}
  const context = createCoreContext({ locale: code, fallbackLocale: false, missingWarn: false, fallbackWarn: false, messages: { [code]: messages as never } })
  const language = { words: wordsOf(context, code, messages), messages, areas: new Set<WordArea>() }
  languages.set(code, language)
  return language
}

function wordsOf(context: CoreContext, code: LanguageCode, messages: Messages): Words {
  const numbers = new Intl.NumberFormat(bcp47Of(code))
  const has = (key: string) => resolveValue(messages, key) != null
  /** Most messages have nothing to fill in. */
  const plain = new Map<string, string>()

  function fixed(key: string): string {
    let text = plain.get(key)
    if (text === undefined) {
      text = String(translate(context, key))
      if (text !== key) plain.set(key, text)
    }
    return text
  }

  /** Others are cut at their placeholders once: texts and names in turn. To resolve a message anew costs as much as drawing a component. */
  const cut = new Map<string, string[]>()

  function filled(key: string, named: Record<string, unknown>): string {
    let parts = cut.get(key)
    if (!parts) {
      parts = String(translate(context, key, placeholders)).split(placeholder)
      if (has(key)) cut.set(key, parts)
    }
    return parts.reduce((text, part, index) => text + (index % 2 === 0 ? part : String(named[part] ?? '')), '')
  }

  return {
    t: (key, ...filling) => {
      const [named, plural] = filling
      if (named === undefined) return fixed(key)
      // A number of things decides which words are meant.
      if (typeof named === 'number' || plural !== undefined || typeof named.count === 'number') return String(translate(context, key, ...filling as [number]))
      return filled(key, named)
    },
    te: has,
    n: (value, options) => (options ? new Intl.NumberFormat(bcp47Of(code), options) : numbers).format(value),
  }
}
