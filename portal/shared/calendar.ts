/** An event of a calendar, as the portal's page and server know it. */
export interface PortalEvent {
  id: number
  /** Whose calendar it stands in; null for the company's. */
  ownerId: number | null
  createdBy: number
  name: string
  description: string
  location: string
  /** ISO 8601 with offset; of an all-day event the first and the last day, `YYYY-MM-DD`. */
  from: string
  to: string
  allDay: boolean
  /** The organiser and everybody invited; empty when nobody is. */
  attendeeIds: number[]
  /** Seen by its owner and those invited only. */
  private: boolean
  /** `#9dcf00` */
  color: string
}

/** What a person can set in the form of an event. */
export type EventDraft = Pick<PortalEvent, 'name' | 'description' | 'location' | 'from' | 'to' | 'allDay' | 'attendeeIds'>

/** `GET /_portal/calendar?owner=3` (that person's and the company's; without `owner` the viewer's). */
export interface CalendarList { events: PortalEvent[] }

/** `GET /_portal/calendar/:id` → 404 for an event that is not there or not for the viewer. `canEdit`: also delete. */
export interface CalendarEntry { event: PortalEvent, canEdit: boolean }

/* `POST /_portal/calendar` creates (body: EventDraft), `POST /_portal/calendar/:id` changes, `POST /_portal/calendar/:id/delete` deletes. */
