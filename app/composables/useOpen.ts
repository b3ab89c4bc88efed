import { oncePerApp } from '~/app/lib/once-per-app'
import { Problem } from '~/app/lib/problem'

/**
 * Opening things in sliders, with a sentence when the portal cannot. Each ends when its slider closes, which is the
 * moment to look whether something changed inside.
 */
export const useOpen = oncePerApp(() => {
  const frame = useFrame()
  const { notify, report } = useNotices()
  const { $t: t } = useNuxtApp()

  /** Opens a path of the portal. */
  async function openPath(path: string): Promise<void> {
    try {
      await frame.openPath(path)
    }
    catch (error) {
      if (error instanceof Problem) report(error)
      else notify(t(error instanceof Error && error.message === 'PATH_NOT_AVAILABLE' ? 'open.unavailable' : 'open.blocked'))
    }
  }

  /** Opens a view of ours. */
  async function openView(params: Parameters<typeof frame.openView>[0]): Promise<void> {
    await frame.openView(params).catch(report)
  }

  /** Shows a chat, or one message of it, in the messenger. */
  async function openDialog(dialogId: string, messageId?: string): Promise<void> {
    await frame.openDialog(dialogId, messageId).catch(report)
  }

  /**
   * A click on a link into Bitrix24: opens in its slider, or in a tab of its own with the keys that browsers have for that.
   * @returns when the slider closes; false where the browser follows the link itself
   */
  async function follow(event: MouseEvent, path: string): Promise<boolean> {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return false
    event.preventDefault()
    await openPath(path)
    return true
  }

  return { openPath, openView, openDialog, follow }
})
