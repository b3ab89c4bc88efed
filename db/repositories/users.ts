import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Db } from '../client'
import { users } from '../schema'

export type User = typeof users.$inferSelect

export interface UsersRepository {
  find: (portalId: number, userId: number) => Promise<User | undefined>
  findMany: (portalId: number, userIds: number[]) => Promise<User[]>
  /** Stores what the portal said of the person themselves (`profile`, `user.admin`). */
  save: (user: User) => Promise<void>
}

export function createUsersRepository(db: Db): UsersRepository {
  const select = db.select().from(users)
    .where(and(eq(users.portalId, sql.placeholder('portalId')), eq(users.userId, sql.placeholder('userId')))).prepare()

  return {
    find: async (portalId, userId) => select.get({ portalId, userId }),
    findMany: async (portalId, userIds) => userIds.length === 0
      ? []
      : db.select().from(users).where(and(eq(users.portalId, portalId), inArray(users.userId, userIds))).all(),
    async save(user) {
      const { portalId: _portal, userId: _user, ...values } = user
      db.insert(users).values(user).onConflictDoUpdate({ target: [users.portalId, users.userId], set: values }).run()
    },
  }
}
