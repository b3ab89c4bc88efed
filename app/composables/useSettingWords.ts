import { languages } from '#shared/languages'
import type { SettingPath, SettingValue } from '~/app/lib/settings'

/** Settings in words, for where they stand outside of their own part of the page. */
export function useSettingWords() {
  const { $t: t } = useNuxtApp()
  const { placeName } = usePlaceNames()

  const languageName = (code: string) => languages.find(language => language.code === code)?.name ?? code

  /** "Tab in a task: title (Deutsch)" */
  function labelOf(path: SettingPath): string {
    const [area, name = '', part = '', key = ''] = path.split('.')
    if (area === 'rules') return name === 'visibility' ? t('settings.conflict.visibility', { kind: t(`subject.kind.${part}`) }) : t(`settings.conflict.rule.${name}`)
    const place = placeName(name)
    if (part === 'on') return place
    return t('settings.conflict.part', { place, part: part === 'titles' ? t('settings.places.titleIn', { language: languageName(key) }) : t(`settings.places.option.${key}`) })
  }

  function valueOf(path: SettingPath, value: SettingValue): string {
    if (value === undefined) return t('settings.conflict.asShipped')
    if (typeof value === 'boolean') return t(value ? 'settings.conflict.on' : 'settings.conflict.off')
    if (Array.isArray(value)) return value.map(languageName).join(', ')
    if (path.startsWith('rules.visibility.')) return t(`visibility.${value}.name`)
    if (path === 'rules.sharedTemplates') return t(`settings.conflict.editors.${value}`)
    if (path === 'rules.remindBefore') return t('settings.conflict.minutes', { minutes: value })
    return String(value)
  }

  return { labelOf, valueOf }
}
