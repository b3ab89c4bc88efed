import type { CalendarEvent, ViewRange } from '#shared/calendar'
import { rangeAround, shiftRange } from '#shared/calendar'
import type { NoteEntry } from '#shared/notes'
import { subjectKey } from '#shared/subjects'
import { dayBounds } from '#shared/time-zones'
import { daysOf } from '~/app/lib/calendar'
import type { WrittenNote } from '~/app/lib/note-list'
import { provisionalNote } from '~/app/lib/note-list'
import type { Problem } from '~/app/lib/problem'
import { problemOf } from '~/app/lib/problem'

interface Options {
  initial: ViewRange
  /** Whose calendar it is: `user-3` or `company`. */
  owner: string
  followUps: NoteEntry[]
}

/**
 * The viewer's follow-ups beside the events of a calendar, in a range that follows the calendar's own navigation: Bitrix24
 * says only that an arrow was pressed (api-reference/widgets/calendar, events `Calendar.customView:*`).
 */
export function useCalendar({ initial, owner, followUps }: Options) {
  const api = useApi()
  const launch = useLaunch()
  const clock = useClock()
  const { announce } = useNotices()
  const { $t: t } = useNuxtApp()
  const place = usePlacementInterface()

  const range = ref(initial)
  const events = shallowRef<CalendarEvent[]>([])
  const loading = ref(true)
  /** Whether the calendar's own navigation is heard: what it says before that is lost. */
  const following = ref(false)
  const eventsProblem = shallowRef<Problem | null>(null)
  const due = useFollowUps(followUps, async () => {
    const { from, to } = dayBounds(range.value, clock.reader.value.timeZone)
    return (await api.followUpsBetween(from, to)).entries
  })
  const days = computed(() => daysOf(range.value, due.entries.value, events.value, clock.reader.value))

  /** Only the answer for the range that is shown counts. */
  async function loadEvents() {
    const asked = range.value
    loading.value = true
    try {
      const { events: found } = await api.calendarEvents(owner, asked)
      if (asked === range.value) [events.value, eventsProblem.value] = [found, null]
    }
    catch (error) {
      if (asked === range.value) eventsProblem.value = problemOf(error)
    }
    finally {
      if (asked === range.value) loading.value = false
    }
  }

  async function refresh() {
    await Promise.all([loadEvents(), due.refresh()])
  }

  function show(next: ViewRange) {
    range.value = next
    events.value = []
    void refresh()
  }

  /** A note for a day, due on it. @throws Problem, and nothing is shown any more */
  async function create(date: string, written: WrittenNote): Promise<void> {
    const note = { ...written, subject: subjectKey('day', date) }
    due.add({
      note: provisionalNote(note, launch.value.user, Date.now()),
      subject: { key: note.subject, kind: 'day', title: date, image: null, path: null, dialog: null, people: [], project: null, ended: null, crm: null },
    })
    try {
      due.show(await api.createNote(note))
      announce(t('notes.saved'))
      due.tell(note.subject)
    }
    catch (error) {
      due.drop(note.id)
      throw problemOf(error)
    }
  }

  onNuxtReady(() => {
    void loadEvents()
    void follow()
  })

  async function follow() {
    await Promise.all([
      place.on('Calendar.customView:increaseViewRangeDate', () => show(shiftRange(range.value, 1))),
      place.on('Calendar.customView:decreaseViewRangeDate', () => show(shiftRange(range.value, -1))),
      place.on('Calendar.customView:adjustToDate', (date) => { if (isDate(date)) show(rangeAround(range.value, date)) }),
      place.on('Calendar.customView:refreshEntries', () => void refresh()),
    ])
    following.value = true
  }

  return { range, days, loading, following, eventsProblem, due, loadEvents, create, call: place.call }
}

const isDate = (value: unknown): value is string => typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)

export type CalendarStore = ReturnType<typeof useCalendar>
