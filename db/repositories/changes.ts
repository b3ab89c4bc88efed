import { and, eq, inArray, sql } from 'drizzle-orm'
import type { SubjectKey } from '#shared/subjects'
import type { Db } from '../client'
import { subjectChanges } from '../schema'

/** A subject, and how often something changed on it. */
export interface SubjectVersion { portalId: number, key: SubjectKey, version: number }

export interface ChangesRepository {
  /**
   * Differs from the last answer when anything was written to the database meanwhile, by this process or another. Cheap enough to ask
   * several times a second.
   */
  mark: () => Promise<string>
  /** How often something changed on a subject so far; 0 where nothing was ever noted. */
  version: (portalId: number, key: SubjectKey) => Promise<number>
  /** The same for many subjects of many portals; those without notes are left out. */
  versions: (subjects: readonly Omit<SubjectVersion, 'version'>[]) => Promise<SubjectVersion[]>
}

/** Counts of what changed on each subject; triggers keep them (migration 0007). */
export function createChangesRepository(db: Db): ChangesRepository {
  const p = sql.placeholder
  // The one question here that is SQLite's own: PostgreSQL would answer it by LISTEN.
  const mark = db.select({ others: sql<number>`data_version`, own: sql<number>`total_changes()` }).from(sql`pragma_data_version`).prepare()
  const one = db.select({ version: subjectChanges.version }).from(subjectChanges)
    .where(and(eq(subjectChanges.portalId, p('portalId')), eq(subjectChanges.key, p('key')))).prepare()

  return {
    async mark() {
      const { others, own } = mark.get()!
      return `${others} ${own}`
    },
    version: async (portalId, key) => one.get({ portalId, key })?.version ?? 0,
    async versions(subjects) {
      const found: SubjectVersion[] = []
      // A statement takes 32,766 values; this stays far below.
      for (let start = 0; start < subjects.length; start += 1_000) {
        const pairs = subjects.slice(start, start + 1_000).map(({ portalId, key }) => sql`(${portalId}, ${key})`)
        found.push(...db.select().from(subjectChanges)
          .where(inArray(sql`(${subjectChanges.portalId}, ${subjectChanges.key})`, sql`(values ${sql.join(pairs, sql`, `)})`)).all())
      }
      return found
    },
  }
}
