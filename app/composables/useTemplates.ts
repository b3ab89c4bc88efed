import type { TemplateView } from '#shared/templates'
import { problemOf } from '~/app/lib/problem'
import type { TemplateInput } from '~/app/lib/templates'

/** Ready texts as a page shows and changes them. */
export function useTemplates(initial: TemplateView[]) {
  const api = useApi()
  const { announce, report } = useNotices()
  const { $t: t } = useNuxtApp()
  const templates = ref(initial)
  /** Deleted a moment ago, with an undo in their place. */
  const deleted = ref<string[]>([])
  /** An undo waits for what it takes back. */
  const removals = new Map<string, Promise<unknown>>()

  function put(template: TemplateView) {
    templates.value = [...templates.value.filter(({ id }) => id !== template.id), template]
  }

  function drop(id: string) {
    templates.value = templates.value.filter(template => template.id !== id)
    deleted.value = deleted.value.filter(gone => gone !== id)
  }

  async function refresh() {
    const list = await api.listTemplates().catch(() => null)
    if (list) templates.value = list.templates
  }

  /** @param id made by the caller and kept for a retry, so that a text whose answer was lost is not written twice */
  async function create(id: string, input: TemplateInput): Promise<void> {
    put(await api.createTemplate({ id, ...input }))
    announce(t('templates.saved'))
  }

  /** Throws a Problem; when somebody else was faster the list is fresh, and trying again replaces their version. */
  async function change({ id, version }: TemplateView, input: TemplateInput): Promise<void> {
    try {
      put(await api.changeTemplate(id, { ...input, version }))
      announce(t('templates.saved'))
    }
    catch (error) {
      const known = problemOf(error)
      if (known.code === 'template_changed' || known.code === 'template_not_found') await refresh()
      throw known
    }
  }

  async function remove({ id }: TemplateView): Promise<void> {
    deleted.value = [...deleted.value, id]
    announce(t('templates.deleted'))
    const removal = api.deleteTemplate(id)
    removals.set(id, removal)
    try {
      await removal
    }
    catch (error) {
      deleted.value = deleted.value.filter(gone => gone !== id)
      report(error)
    }
  }

  async function undo({ id }: TemplateView): Promise<void> {
    try {
      await removals.get(id)
      const restored = await api.restoreTemplate(id)
      drop(id)
      put(restored)
      announce(t('templates.restored'))
    }
    catch (error) { report(error) }
  }

  return { templates, deleted, create, change, remove, undo, forget: drop }
}

export type Templates = ReturnType<typeof useTemplates>
