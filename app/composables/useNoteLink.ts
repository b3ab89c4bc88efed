import type { NoteView } from '#shared/notes'
import { noteLinkPath } from '#shared/paths'
import { copyText } from '~/app/lib/copy'

/**
 * The address of a note inside the portal (REST_APP_URI), to be pasted wherever colleagues read. Who may not see the
 * note finds nothing behind it.
 */
export function useNoteLink() {
  const launch = useLaunch()
  const { notify } = useNotices()
  const { $t: t } = useNuxtApp()

  /** Copies it; where the browser does not let us, shows it to be copied by hand. */
  function copyLink({ id }: Pick<NoteView, 'id'>) {
    const { portal, appCode } = launch.value
    const link = portal.origin + noteLinkPath(appCode, id)
    if (copyText(link)) notify(t('notes.linkCopied'), 'done')
    else notify(t('notes.linkByHand', { link }))
  }

  return { copyLink }
}
