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

  return {
    t: (key, ...filling) => filling.length === 0 ? fixed(key) : String(translate(context, key, ...filling as [number])),
    te: key => resolveValue(messages, key) != null,
    n: (value, options) => (options ? new Intl.NumberFormat(bcp47Of(code), options) : numbers).format(value),
  }
}
