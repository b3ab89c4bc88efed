import type { Portal } from '#db/repositories/portals'
import type { LanguageCode } from '#shared/languages'
import { rulesOf, spokenLanguage } from '#shared/settings'
import type { Services } from '../services'

/** The language for what Sidenote writes into a portal by itself: the portal's own, as far as its administrators have Sidenote speak it. */
export async function languageOfPortal({ id, language }: Pick<Portal, 'id' | 'language'>, { repositories }: Pick<Services, 'repositories'>): Promise<LanguageCode> {
  return spokenLanguage(language, rulesOf(await repositories.settings.find(id)))
}
