import { computed, shallowRef } from 'vue'
import type { PortalFeed, PortalState, PortalUser, SwitchProfileRequest, TaskList } from '../../shared/contract'
import { setLanguage } from '../i18n'
import { api } from './api'
import { setClock } from './clock'

const state = shallowRef<PortalState>()

/**
 * What the portal knows about itself and the viewer. Loaded before the application is mounted, so screens read
 * it without asking whether it is there.
 */
export function usePortal() {
  const portal = computed(() => {
    if (!state.value) throw new Error('The portal\'s state is read before it is loaded')
    return state.value
  })

  return {
    portal,
    me: computed(() => portal.value.me),
    app: computed(() => portal.value.app),
    user: (id: number): PortalUser | undefined => portal.value.users.find(user => user.id === id),
    project: (id: number | null) => portal.value.projects.find(project => project.id === id),
    placements: (...codes: string[]) => portal.value.placements.filter(one => codes.includes(one.placement)),
  }
}

/** Loads or reloads the state: at start, after the Market changed something, when a screen is entered. */
export async function loadPortal(): Promise<void> {
  state.value = await api.get<PortalState>('state')
  setLanguage(state.value.portal.language)
  setClock(state.value.portal.now)
}

/** The tasks that the viewer may see. */
export const loadTasks = async () => (await api.get<TaskList>('tasks')).tasks

/** What was posted to the feed, newest first. */
export const loadFeed = async () => (await api.get<PortalFeed>('feed')).posts

/** Signs in as another person of the portal; the page is loaded anew, as after a real sign-in. */
export async function switchProfile(userId: number): Promise<void> {
  await api.post<unknown>('profile', { userId } satisfies SwitchProfileRequest)
  window.location.reload()
}
