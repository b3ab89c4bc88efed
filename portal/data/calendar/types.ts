/** An event a portal starts with. Without a `time` it takes whole days. */
export interface SeedEvent {
  id: number
  /** Null: the company's calendar. */
  ownerId: number | null
  createdBy?: number
  name: string
  description?: string
  location?: string
  /** Days from today. */
  day: number
  /** Days it takes; 1 unless said otherwise. */
  days?: number
  /** `09:30`, both in the portal's time zone. */
  time?: string
  until?: string
  attendeeIds?: number[]
  private?: boolean
}
