import { useToast } from '@bitrix24/b24ui-nuxt/composables/useToast.js'

/** Shows a short notice at the edge of the portal page. */
export function notify(title: string, description?: string): void {
  useToast().add({ title, ...(description ? { description } : {}) })
}
