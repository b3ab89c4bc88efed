import type { AuditRepository } from '#db/repositories/audit'
import type { EventsRepository } from '#db/repositories/events'
import type { JournalRepository } from '#db/repositories/journal'
import type { ListsRepository } from '#db/repositories/lists'
import type { NotesRepository } from '#db/repositories/notes'
import type { ProofsRepository } from '#db/repositories/proofs'
import type { TemplatesRepository } from '#db/repositories/templates'
import type { Log } from '../log'
import type { Running } from '../running'

const day = 24 * 60 * 60_000

/** The Market asks for three days of REST calls (market/preparing-to-publish/common-requirements); a week covers a weekend. */
const journalKeptFor = 7 * day
const eventsKeptFor = 30 * day
/** A page of a task list is asked for again after minutes; this only clears away what nobody opens any more. */
const listsKeptFor = day
/** What was deleted can be brought back for a while; then its text is gone for good. */
const deletedKeptFor = 30 * day

/** Who changed which setting, long enough to be looked up at the next yearly check. */
const auditKeptFor = 366 * day

/** Rows removed in one statement: a writer that waits for it waits milliseconds. A note takes its earlier texts and notices with it. */
const stepSize = 200
const noteStepSize = 100

export interface RetentionDeps {
  proofs: Pick<ProofsRepository, 'prune'>
  journal: Pick<JournalRepository, 'prune'>
  events: Pick<EventsRepository, 'prune'>
  lists: Pick<ListsRepository, 'prune'>
  notes: Pick<NotesRepository, 'purge'>
  templates: Pick<TemplatesRepository, 'purge'>
  audit: Pick<AuditRepository, 'prune'>
  running: Pick<Running, 'ending'>
  clock: () => number
  log: Log
  /** Lets others have their turn between two steps. */
  breathe?: () => Promise<void>
}

/**
 * Removes what has been kept long enough: expired proofs, the journal of REST calls, finished events, task lists
 * nobody opens, notes and templates deleted long ago.
 * @returns how many rows of each went
 */
export async function pruneOldRecords(deps: RetentionDeps): Promise<Record<'proofs' | 'journal' | 'events' | 'lists' | 'notes' | 'templates' | 'audit', number>> {
  const { audit, proofs, journal, events, lists, notes, templates, running, clock, log, breathe = nextTurn } = deps
  const now = clock()

  async function inSteps(prune: (limit: number) => Promise<number>, limit = stepSize): Promise<number> {
    for (let total = 0; ;) {
      const removed = await prune(limit)
      total += removed
      if (removed < limit || running.ending.aborted) return total
      await breathe()
    }
  }

  const removed = {
    proofs: await inSteps(limit => proofs.prune(now, limit)),
    audit: await inSteps(limit => audit.prune(now - auditKeptFor, limit)),
    journal: await inSteps(limit => journal.prune(now - journalKeptFor, limit)),
    events: await inSteps(limit => events.prune(now - eventsKeptFor, limit)),
    lists: await inSteps(limit => lists.prune(now - listsKeptFor, limit)),
    notes: await inSteps(limit => notes.purge(now - deletedKeptFor, limit), noteStepSize),
    templates: await inSteps(limit => templates.purge(now - deletedKeptFor, limit)),
  }
  log.info({ removed }, 'retention.prune.done')
  return removed
}

function nextTurn(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve))
}
