import type { ChangesRepository } from '#db/repositories/changes'
import type { SubjectKey } from '#shared/subjects'
import type { Log } from '../log'

/** How often the database is asked whether anything was written, in milliseconds. */
export const lookEvery = 400

/** Takes how often something changed on the subject by now. */
type Listener = (version: number) => void

interface Watched { portalId: number, key: SubjectKey, listeners: Set<Listener> }

export interface Watcher {
  /**
   * Says soon how often something changed on the subject, and says it again after anything was written anywhere: the listener knows what is news to it.
   * @returns ends it
   */
  listen: (portalId: number, key: SubjectKey, listener: Listener) => () => void
}

/**
 * Sees what changes on the subjects that somebody listens to, in whatever process it was written. Looks only while somebody listens, and
 * asks for the subjects only when the database was written to at all.
 */
export function createWatcher({ changes, log }: { changes: Pick<ChangesRepository, 'mark' | 'versions'>, log: Pick<Log, 'error'> }): Watcher {
  const watched = new Map<string, Watched>()
  let timer: NodeJS.Timeout | undefined
  let seen = ''

  function lookIn(pause: number) {
    clearTimeout(timer)
    timer = setTimeout(() => void look().finally(() => { if (watched.size > 0) lookIn(lookEvery) }), pause)
  }

  async function look() {
    try {
      const mark = await changes.mark()
      if (mark === seen) return
      // Remembered before the counts are read: whatever is written meanwhile is looked for again.
      seen = mark
      const subjects = new Map([...watched].map(([name, subject]) => [name, { ...subject, listeners: [...subject.listeners] }]))
      const counts = new Map((await changes.versions([...subjects.values()])).map(({ portalId, key, version }) => [nameOf(portalId, key), version]))
      for (const [name, { listeners }] of subjects) {
        for (const listener of listeners) listener(counts.get(name) ?? 0)
      }
    }
    catch (error) {
      seen = ''
      log.error({ err: error }, 'live.look.failed')
    }
  }

  return {
    listen(portalId, key, listener) {
      const name = nameOf(portalId, key)
      const subject = watched.get(name) ?? { portalId, key, listeners: new Set() }
      watched.set(name, subject)
      subject.listeners.add(listener)
      seen = ''
      lookIn(0)
      return () => {
        subject.listeners.delete(listener)
        if (subject.listeners.size === 0) watched.delete(name)
        if (watched.size === 0) clearTimeout(timer)
      }
    },
  }
}

const nameOf = (portalId: number, key: SubjectKey) => `${portalId} ${key}`
