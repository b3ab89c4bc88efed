import type { NoteView, SubjectNotes } from '#shared/notes'
import type { NoteEntry, WrittenNote } from '~/app/lib/note-list'
import { addedByOthers, entryOf, inOrder, provisionalNote, withFreshPage, withOlder } from '~/app/lib/note-list'
import type { Problem } from '~/app/lib/problem'
import { problemOf } from '~/app/lib/problem'

/** Of a single note nobody asks what else is open on its subject. */
type Page = Omit<SubjectNotes, 'openFollowUps'> & Partial<SubjectNotes>

interface Options {
  initial: Page
  /** A page of the list: the first without a cursor. */
  load: (before?: string) => Promise<Page>
}

/**
 * The notes of one subject as a page shows and changes them. Every change shows at once; when the server refuses it,
 * the list is as before and the caller gets the {@link Problem}, so that typed text can stay with the person.
 */
export function useNoteList({ initial, load }: Options) {
  const api = useApi()
  const launch = useLaunch()
  const { report, announce } = useNotices()
  const { $t: t } = useNuxtApp()

  const subject = shallowRef(initial.subject)
  const entries = shallowRef<NoteEntry[]>(initial.notes.map(entryOf))
  const { openFollowUps, replace: replaceFollowUps, track, drop: dropFollowUp, forgetFollowUp } = useOpenFollowUps(subject, initial.openFollowUps)
  const more = ref(initial.more)
  const loadingMore = ref(false)
  const problem = ref<Problem | null>(null)
  /** The note whose text is being changed here. */
  const editing = ref<string | null>(null)
  /** How often something had changed on the subject when the list was read. */
  let known = initial.changes
  let refreshing: Promise<void> | null = null
  /** Something may have changed since the page was asked for. */
  let isOutdated = false
  let changedHere = 0
  const changes = useChanges((changed) => { if (changed === subject.value.key) void refresh() })
  const followUp = useFollowUpActions({ show, tell: changes.tell })
  const { edit, pin, setVisibility, remove, undo } = useNoteActions({ put, drop, refresh, tell: changes.tell })
  const { tick } = useNoteTicks({ find: id => find(id)?.note, put, refresh, tell: changes.tell })

  const list = computed(() => inOrder(entries.value))

  useLive({ subject: () => subject.value.key, known: () => known, refresh, tell: changes.tell })

  function put(note: NoteView, state: NoteEntry['state'] = 'saved') {
    changedHere++
    const others = entries.value.filter(entry => entry.note.id !== note.id)
    entries.value = [...others, { note, state }]
    track(note, state === 'deleted')
  }

  /** A note that is open on a project need not be on the page of the list that was loaded. */
  function show(note: NoteView) {
    if (find(note.id)) put(note)
    else track(note)
  }

  function drop(id: string) {
    entries.value = entries.value.filter(entry => entry.note.id !== id)
    dropFollowUp(id)
  }

  const find = (id: string) => entries.value.find(entry => entry.note.id === id)

  /** The first page again, quietly: what is on the screen stays there when it cannot be had. */
  function refresh(): Promise<void> {
    isOutdated = true
    refreshing ??= refreshUntilFresh().finally(() => { refreshing = null })
    return refreshing
  }

  async function refreshUntilFresh() {
    try {
      while (isOutdated) {
        isOutdated = false
        const before = changedHere
        const page = await load()
        // What was changed here while the page was on its way is newer than the page.
        if (changedHere === before) showFresh(page)
        else isOutdated = true
      }
      problem.value = null
    }
    catch (error) {
      problem.value = problemOf(error)
    }
  }

  function showFresh(page: Page) {
    const added = addedByOthers(entries.value, page.notes)
    subject.value = page.subject
    entries.value = withFreshPage(entries.value, page.notes, page.more === null, editing.value)
    replaceFollowUps(page.openFollowUps)
    if (entries.value.length <= page.notes.length) more.value = page.more
    known = page.changes
    if (added.length === 1) announce(t('notes.addedBy', { name: added[0]!.author.name }))
    else if (added.length > 1) announce(t('notes.addedMany', { count: added.length }))
  }

  async function loadMore() {
    if (!more.value || loadingMore.value) return
    loadingMore.value = true
    try {
      const page = await load(more.value)
      entries.value = withOlder(entries.value, page.notes)
      more.value = page.more
    }
    catch (error) { report(error) }
    finally { loadingMore.value = false }
  }

  async function create(written: WrittenNote): Promise<void> {
    const note = { ...written, subject: subject.value.key }
    put(provisionalNote(note, launch.value.user, Date.now()), 'saving')
    try {
      put(await api.createNote(note))
      announce(t('notes.saved'))
      changes.tell(note.subject)
    }
    catch (error) {
      drop(note.id)
      throw problemOf(error)
    }
  }

  /** The undo's time is over. */
  function forget(note: NoteView) {
    if (find(note.id)?.state === 'deleted') drop(note.id)
  }

  return { subject, list, openFollowUps, more, loadingMore, problem, editing, refresh, loadMore, create, edit, tick, pin, setVisibility, followUp, forgetFollowUp, remove, undo, forget }
}

export type NoteList = ReturnType<typeof useNoteList>
