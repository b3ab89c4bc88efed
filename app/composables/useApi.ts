import type { CalendarEvents, ViewRange } from '#shared/calendar'
import type { CallReport } from '#shared/calls'
import type { ExportQuery } from '#shared/export-schemas'
import type { DoneFollowUps, FollowUpInput, FollowUpList } from '#shared/follow-ups'
import type { StepReport, InstallationStep } from '#shared/installation'
import type { NoteChange, NoteHistory, NotePage, NoteView, RecentNotes, SubjectNotes, TaskListNotes } from '#shared/notes'
import type { SearchInput, SearchPage } from '#shared/search'
import type { SubjectKey, SubjectKind } from '#shared/subjects'
import type { NewTemplate, TemplateChange } from '#shared/template-schemas'
import type { TemplateList, TemplateView } from '#shared/templates'
import type { Following } from '~/app/lib/download'
import type { UnsentNote } from '~/app/lib/note-list'
import type { Method } from '~/app/lib/request'
import { newNoteOf } from '~/app/lib/note-list'
import { problemOf } from '~/app/lib/problem'
import { requestJson, withQuery } from '~/app/lib/request'

/**
 * Our server's API with the page's session. A session that ran out is renewed through the frame and the call repeated
 * once; writes are safe to repeat, since a note's id is made here.
 * Every method throws {@link Problem}.
 */
export function useApi() {
  const page = usePageState()
  const { renew } = useSession()

  const token = () => 'session' in page.value ? page.value.session.token : undefined

  async function withSession<T>(send: (token: string | undefined) => Promise<T>): Promise<T> {
    try {
      return await send(token())
    }
    catch (error) {
      if (!isSessionProblem(problemOf(error).code)) throw error
      await renew()
      return await send(token())
    }
  }

  const call = <T>(method: Method, path: string, body?: unknown) => withSession(token => requestJson<T>(method, path, { token, body }))

  const file = (path: string, following: Following) => withSession(async (token) => {
    const { requestFile } = await import('~/app/lib/download')
    return requestFile(path, { token, ...following })
  })

  return {
    /** A file, for what a single screen asks. Ends early, with an AbortError, when `following.signal` says so. */
    file,
    /** One request with the page's session, for what a single screen asks. */
    call,

    subjectNotes: (subject: SubjectKey, before?: string) => call<SubjectNotes>('GET', withQuery('/api/notes', { subject, before })),
    recentNotes: (before?: string, kind?: SubjectKind) => call<RecentNotes>('GET', withQuery('/api/notes/recent', { before, kind })),
    listNotes: (owner: SubjectKey, before?: string) => call<TaskListNotes>('GET', withQuery('/api/notes/list', { owner, before })),
    note: (id: string) => call<NotePage>('GET', `/api/notes/${id}`),
    noteHistory: (id: string) => call<NoteHistory>('GET', `/api/notes/${id}/history`),
    createNote: (note: UnsentNote) => call<NoteView>('POST', '/api/notes', newNoteOf(note)),
    changeNote: (id: string, change: NoteChange) => call<NoteView>('PATCH', `/api/notes/${id}`, change),
    deleteNote: (id: string) => call<undefined>('DELETE', `/api/notes/${id}`),
    restoreNote: (id: string) => call<NoteView>('POST', `/api/notes/${id}/restore`),

    openFollowUps: () => call<FollowUpList>('GET', '/api/follow-ups'),
    /** Those due in `[from, to)`, milliseconds since 1970, done ones included. */
    followUpsBetween: (from: number, to: number) => call<FollowUpList>('GET', withQuery('/api/follow-ups', { from: String(from), to: String(to) })),
    /** Those that are done, last done first. */
    doneFollowUps: (before?: string) => call<DoneFollowUps>('GET', withQuery('/api/follow-ups/done', { before })),
    /** Makes the note a follow-up, or moves it; and gives it to somebody, where it says to whom. */
    setFollowUp: (note: string, followUp: FollowUpInput) => call<NoteView>('PUT', `/api/notes/${note}/follow-up`, followUp),
    finishFollowUp: (note: string, done: boolean) => call<NoteView>('PATCH', `/api/notes/${note}/follow-up`, { done }),
    removeFollowUp: (note: string) => call<NoteView>('DELETE', `/api/notes/${note}/follow-up`),

    /** Ends early, with an AbortError, when `signal` says so. */
    exportNotes: (query: ExportQuery, following: Following) => file(withQuery('/api/notes/export', query), following),

    search: (query: SearchInput) => call<SearchPage>('POST', '/api/search', query),

    listTemplates: () => call<TemplateList>('GET', '/api/templates'),
    createTemplate: (template: NewTemplate) => call<TemplateView>('POST', '/api/templates', template),
    changeTemplate: (id: string, change: TemplateChange) => call<TemplateView>('PATCH', `/api/templates/${id}`, change),
    deleteTemplate: (id: string) => call<undefined>('DELETE', `/api/templates/${id}`),
    restoreTemplate: (id: string) => call<TemplateView>('POST', `/api/templates/${id}/restore`),

    /** Both days included: `2026-11-01`. */
    callReport: (from: string, to: string) => call<CallReport>('GET', withQuery('/api/calls', { from, to })),
    calendarEvents: (owner: string, range: ViewRange) => call<CalendarEvents>('GET', withQuery('/api/calendar/events', { owner, from: range.from, to: range.to })),

    install: (step: InstallationStep) => call<StepReport>('POST', `/api/installation/${step}`),
  }
}
