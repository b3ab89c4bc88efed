import type { PageData } from '#shared/launch'
import type { SubjectNotes } from '#shared/notes'
import type { SubjectCard, SubjectRef } from '#shared/subjects'
import { phoneSubject, subjectKey } from '#shared/subjects'
import type { ProblemCode } from '~/app/lib/problem'
import { problemOf } from '~/app/lib/problem'

type CallData = Extract<PageData, { view: 'call' }>

/** More than these nobody reads while the telephone rings. */
const relatedLimit = 5

const keyOf = ({ kind, id }: SubjectRef) => subjectKey(kind, id)

/** Whom a call is with, what was noted about them, and what else of the CRM it belongs to. Changes while the call lasts. */
export function useCaller(initial: CallData) {
  const api = useApi()
  const launch = useLaunch()
  const notes = shallowRef<SubjectNotes | null>(initial.notes)
  const related = shallowRef<SubjectCard[]>(initial.related)
  // The launch waits for nobody: notes that Bitrix24 was slow about, or refused, are asked for by the page.
  const owed = launch.value.subject !== null && initial.notes === null
  const loading = ref(owed)
  const problem = shallowRef<ProblemCode | null>(null)
  let asked = [launch.value.subject, phoneSubject(initial.call.phone)].filter(ref => ref !== null)
  /** Whom the next note is about; null when nobody knows, or when the person may not see them. */
  const subject = shallowRef<SubjectCard | null>(initial.notes?.subject ?? (asked[0] ? knownCard(asked[0]) : null))
  let latest = 0

  /** Goes over to whom the card names now, if that is somebody else. */
  async function follow(candidates: SubjectRef[]): Promise<void> {
    const isSame = candidates[0]?.kind === asked[0]?.kind && candidates[0]?.id === asked[0]?.id
    asked = candidates
    if (isSame && (candidates.length === 0 || notes.value || loading.value)) return
    await load()
  }

  /** The notes of the first of them that the person may see. */
  async function load(): Promise<void> {
    const candidates = asked
    const turn = ++latest
    notes.value = null
    problem.value = null
    subject.value = candidates[0] ? knownCard(candidates[0]) : null
    loading.value = candidates.length > 0
    try {
      const found = await firstAllowed(candidates)
      if (turn !== latest) return
      notes.value = found
      subject.value = found?.subject ?? null
      if (!found && candidates.length > 0) problem.value = 'subject_denied'
    }
    catch (error) {
      if (turn === latest) problem.value = problemOf(error).code
    }
    finally {
      if (turn === latest) loading.value = false
    }
  }

  async function firstAllowed(candidates: SubjectRef[]): Promise<SubjectNotes | null> {
    for (const candidate of candidates) {
      const answer = await api.subjectNotes(keyOf(candidate)).catch(problemOf)
      if ('notes' in answer) return answer
      if (answer.code !== 'subject_denied') throw answer
    }
    return null
  }

  /** What is known of somebody before the server has answered: enough to go on writing about them. */
  function knownCard({ kind, id }: SubjectRef): SubjectCard {
    const key = subjectKey(kind, id)
    const title = kind === 'phone' ? `+${id}` : '…'
    return related.value.find(card => card.key === key) ?? { key, kind, title, image: null, path: null, dialog: null, people: [], project: null, ended: null, crm: null }
  }

  /** What else the card names; whatever the person may not see is left out. */
  async function relate(refs: SubjectRef[]): Promise<void> {
    const known = new Map([...related.value, ...(initial.notes ? [initial.notes.subject] : [])].map(card => [card.key, card]))
    const cards = await Promise.all(refs.slice(0, relatedLimit).map(async (ref) => {
      return known.get(keyOf(ref)) ?? await api.subjectNotes(keyOf(ref)).then(answer => answer.subject, () => null)
    }))
    related.value = cards.filter(card => card !== null)
  }

  /** Everything of the CRM that the call belongs to beside whom it is with. */
  const others = computed(() => related.value.filter(card => card.key !== subject.value?.key && card.kind !== 'phone'))

  onNuxtReady(() => { if (owed && latest === 0) void load() })

  return { subject, notes, others, loading, problem, follow, relate, load }
}
