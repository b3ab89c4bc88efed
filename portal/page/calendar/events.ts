import { shallowRef } from 'vue'
import type { CalendarEntry, CalendarList, EventDraft, PortalEvent } from '../../shared/calendar'
import { api } from '../data/api'
import { openInSlider } from '../sliders/open'

/** Addresses of an event's page; `new` makes one. They are this stand-in's own. */
export const eventPath = (id: number | 'new', query = '') => `/calendar/event/${id}/${query}`

export const loadEvent = (id: number) => api.get<CalendarEntry>(`calendar/${id}`)
export const saveEvent = (id: number | 'new', draft: EventDraft) => api.post<CalendarEntry>(id === 'new' ? 'calendar' : `calendar/${id}`, draft)
export const deleteEvent = (id: number) => api.post<unknown>(`calendar/${id}/delete`)

/**
 * The events of a calendar, and its sliders. `onChange` runs when something is not what it was before.
 * @param owner whose calendar; undefined for the viewer's
 */
export function useEvents(owner: () => number | undefined, onChange: () => void) {
  const events = shallowRef<PortalEvent[]>([])

  async function load() {
    const id = owner()
    const { events: found } = await api.get<CalendarList>(`calendar${id === undefined ? '' : `?owner=${id}`}`)
    events.value = found
  }
  async function reload() {
    const before = JSON.stringify(events.value)
    await load()
    if (JSON.stringify(events.value) !== before) onChange()
  }

  return { events, load, reload, open: (id: number | 'new', query = '') => openInSlider(eventPath(id, query), () => void reload()) }
}
