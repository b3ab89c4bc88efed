import { Problem } from '~/app/lib/problem'

/**
 * Opening things in sliders, with a sentence when the portal cannot. Each ends when its slider closes, which is the
 * moment to look whether something changed inside.
 */
export function useOpen() {
  const frame = useFrame()
  const { notify, report } = useNotices()
  const { t } = useNuxtApp().$i18n

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

  return { openPath, openView, openDialog }
}
