import { and, asc, eq, inArray, isNotNull, isNull, lt, or, sql } from 'drizzle-orm'
import type { TemplateKind, TemplateReach } from '#shared/templates'
import type { Db } from '../client'
import { templates } from '../schema'

export type Template = typeof templates.$inferSelect
type Fields = Pick<Template, 'kind' | 'title' | 'text' | 'folder' | 'shared'>

/** Who writes, and which texts they may change. */
export interface Editor { portalId: number, userId: number, reach: TemplateReach }

export interface TemplatesRepository {
  /** The person's own and the portal's, by folder and title; of one kind when asked so. */
  list: (query: { portalId: number, userId: number, kind?: TemplateKind, limit: number }) => Promise<Template[]>
  /** How many one person sees. */
  count: (portalId: number, userId: number) => Promise<number>
  /** One that this person sees. */
  find: (portalId: number, userId: number, id: string) => Promise<Template | undefined>
  /** @returns undefined when the id exists on this portal already */
  insert: (template: typeof templates.$inferInsert) => Promise<Template | undefined>
  /** Changes one that is the editor's to change and still at `version`. Its owner stays. */
  change: (query: Editor & { id: string, version: number, set: Fields, now: number }) => Promise<Template | undefined>
  /** Deletes one that is the editor's to delete; it can be restored until it is purged. */
  remove: (query: Editor & { id: string, now: number }) => Promise<Template | undefined>
  /** Brings back one that the editor could delete, as it was: its owner stays its owner. */
  restore: (query: Editor & { id: string }) => Promise<Template | undefined>
  /** Erases those deleted before a time, at most `limit` of them. */
  purge: (deletedBefore: number, limit: number) => Promise<number>
}

export function createTemplatesRepository(db: Db): TemplatesRepository {
  const p = sql.placeholder
  const seenBy = (userId: number | ReturnType<typeof p>) => or(eq(templates.ownerId, userId), eq(templates.shared, true))
  const there = isNull(templates.deletedAt)
  const inOrder = [asc(sql`lower(${templates.folder})`), asc(sql`lower(${templates.title})`), asc(templates.id)] as const
  const listed = (more?: ReturnType<typeof eq>) => db.select().from(templates)
    .where(and(eq(templates.portalId, p('portalId')), there, seenBy(p('userId')), more)).orderBy(...inOrder).limit(p('limit')).prepare()
  const all = listed()
  const ofKind = listed(eq(templates.kind, p('kind')))
  const counted = db.select({ total: sql<number>`count(*)` }).from(templates).where(and(eq(templates.portalId, p('portalId')), there, seenBy(p('userId')))).prepare()

  const within = ({ userId, reach }: Editor) => reach === 'seen'
    ? seenBy(userId)
    : and(eq(templates.ownerId, userId), reach === 'personal' ? eq(templates.shared, false) : undefined)
  const editable = (editor: Editor, id: string) => and(eq(templates.portalId, editor.portalId), eq(templates.id, id), within(editor))

  return {
    list: async ({ kind, ...query }) => kind ? ofKind.all({ ...query, kind }) : all.all(query),
    count: async (portalId, userId) => counted.get({ portalId, userId })?.total ?? 0,
    find: async (portalId, userId, id) => db.select().from(templates).where(and(eq(templates.portalId, portalId), eq(templates.id, id), there, seenBy(userId))).get(),
    insert: async template => db.insert(templates).values(template).onConflictDoNothing().returning().get(),
    async change({ id, version, set, now, ...editor }) {
      // A text that somebody else changes stays its owner's: made personal by them, it would vanish for them.
      return db.update(templates).set({ ...set, version: sql`${templates.version} + 1`, updatedAt: now })
        .where(and(editable(editor, id), there, eq(templates.version, version), set.shared ? undefined : eq(templates.ownerId, editor.userId))).returning().get()
    },
    remove: async ({ id, now, ...editor }) => db.update(templates).set({ deletedAt: now }).where(and(editable(editor, id), there)).returning().get(),
    restore: async ({ id, ...editor }) => db.update(templates).set({ deletedAt: null }).where(and(editable(editor, id), isNotNull(templates.deletedAt))).returning().get(),
    async purge(deletedBefore, limit) {
      const batch = db.select({ rowid: sql`rowid` }).from(templates).where(lt(templates.deletedAt, deletedBefore)).limit(limit)
      return db.delete(templates).where(inArray(sql`rowid`, batch)).run().changes
    },
  }
}
