import type { StepReport, InstallationStep } from '#shared/installation'
import type { NewNote, NoteChange, NotePage, NoteView, RecentNotes, SubjectNotes, TaskListNotes } from '#shared/notes'
import type { SubjectKey } from '#shared/subjects'
import type { Method } from '~/app/lib/request'
import { problemOf } from '~/app/lib/problem'
import { requestJson } from '~/app/lib/request'

/**
 * Our server's API with the page's session. A session that ran out is renewed through the frame and the call repeated
 * once; writes are safe to repeat, since a note's id is made here.
 * Every method throws {@link Problem}.
 */
export function useApi() {
  const page = usePageState()
  const { renew } = useSession()

  const token = () => 'session' in page.value ? page.value.session.token : undefined

  async function call<T>(method: Method, path: string, body?: unknown): Promise<T> {
    try {
      return await requestJson<T>(method, path, { token: token(), body })
    }
    catch (error) {
      if (!isSessionProblem(problemOf(error).code)) throw error
      await renew()
      return await requestJson<T>(method, path, { token: token(), body })
    }
  }

  return {
    subjectNotes: (subject: SubjectKey, before?: string) => call<SubjectNotes>('GET', `/api/notes?${new URLSearchParams({ subject, ...(before && { before }) })}`),
    recentNotes: (before?: string) => call<RecentNotes>('GET', `/api/notes/recent${before ? `?${new URLSearchParams({ before })}` : ''}`),
    listNotes: (owner: SubjectKey, before?: string) => call<TaskListNotes>('GET', `/api/notes/list?${new URLSearchParams({ owner, ...(before && { before }) })}`),
    note: (id: string) => call<NotePage>('GET', `/api/notes/${id}`),
    createNote: (note: NewNote) => call<NoteView>('POST', '/api/notes', note),
    changeNote: (id: string, change: NoteChange) => call<NoteView>('PATCH', `/api/notes/${id}`, change),
    deleteNote: (id: string) => call<undefined>('DELETE', `/api/notes/${id}`),
    restoreNote: (id: string) => call<NoteView>('POST', `/api/notes/${id}/restore`),
    install: (step: InstallationStep) => call<StepReport>('POST', `/api/installation/${step}`),
  }
}
