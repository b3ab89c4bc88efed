import type { DataOverview } from '#shared/settings'
import type { PersonCard } from '#shared/subjects'

/** What is stored of the portal, and the private notes of whoever left. */
export function usePortalData() {
  const { call } = useApi()
  const { announce } = useNotices()
  const { erasure } = useErasure()
  const { $t: t } = useNuxtApp()

  const asked = useAsked(async () => {
    const overview = await call<DataOverview>('GET', '/api/admin/data')
    // A colleague may have asked for it, or taken it back, since the page was opened.
    erasure.value = overview.erasure
    return overview
  })
  /** Whose notes are being erased. */
  const working = ref<number | null>(null)

  /** @throws Problem for the row to say */
  async function erasePrivateNotes({ id, name }: PersonCard): Promise<void> {
    working.value = id
    try {
      asked.answer.value = await call<DataOverview>('DELETE', `/api/admin/people/${id}/private-notes`)
      announce(t('settings.data.departed.erased', { name }))
    }
    finally { working.value = null }
  }

  return { asked, working, erasePrivateNotes }
}

export type PortalData = ReturnType<typeof usePortalData>
