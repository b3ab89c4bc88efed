import type { Placeholder, PlaceholderValues, TemplateView } from '#shared/templates'
import { fillTemplate } from '#shared/templates'
import { copyText } from '~/app/lib/copy'

/** `insert`: into the message being written. `copy`: where there is no message. */
export type TakeMode = 'insert' | 'copy'

/** What became of a text that was taken. `byHand`: the browser does not copy, so the person has to. */
export interface Taken { template: string, how: 'inserted' | 'copied' | 'copiedInstead' | 'byHand', text: string, missing: Placeholder[] }

/** Takes a ready text to where it is needed; when that fails, to the clipboard; when even that fails, under the person's fingers. */
export function useTakeTemplate(values: () => PlaceholderValues) {
  const textarea = useTextarea()
  const { announce } = useNotices()
  const { $t: t } = useNuxtApp()
  const taken = ref<Taken | null>(null)
  /** The text on its way. */
  const busy = ref<string | null>(null)

  async function outcomeOf(text: string, mode: TakeMode, replace: boolean): Promise<Taken['how']> {
    if (mode === 'insert' && await textarea.insert(text, replace)) return 'inserted'
    if (!copyText(text)) return 'byHand'
    return mode === 'insert' ? 'copiedInstead' : 'copied'
  }

  async function take({ id, text }: TemplateView, mode: TakeMode, replace = false): Promise<void> {
    const filled = fillTemplate(text, values())
    busy.value = id
    taken.value = null
    const how = await outcomeOf(filled.text, mode, replace)
    busy.value = null
    taken.value = { template: id, how, ...filled }
    announce(t(how === 'byHand' ? 'templates.byHand.title' : `templates.${how}`))
  }

  return { taken, busy, take }
}
