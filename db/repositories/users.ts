import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Db } from '../client'
import { users } from '../schema'
import { aboutMany } from './many'

export type User = typeof users.$inferSelect

export interface UsersRepository {
  find: (portalId: number, userId: number) => Promise<User | undefined>
  findMany: (portalId: number, userIds: number[]) => Promise<User[]>
  /** Stores what the portal said of the person themselves (`profile`, `user.admin`). */
  save: (user: User) => Promise<void>
  /** Keeps the name and photo of somebody who never opened Sidenote, as a colleague of theirs was told them. */
  remember: (user: Pick<User, 'portalId' | 'userId' | 'name' | 'photo'>) => Promise<void>
}

export function createUsersRepository(db: Db): UsersRepository {
  const select = db.select().from(users)
    .where(and(eq(users.portalId, sql.placeholder('portalId')), eq(users.userId, sql.placeholder('userId')))).prepare()
  const selectMany = aboutMany(ids => db.select().from(users).where(and(eq(users.portalId, sql.placeholder('portalId')), inArray(users.userId, ids))).prepare())

  return {
    find: async (portalId, userId) => select.get({ portalId, userId }),
    findMany: async (portalId, userIds) => selectMany(userIds, { portalId }),
    async save(user) {
      const { portalId: _portal, userId: _user, ...values } = user
      db.insert(users).values(user).onConflictDoUpdate({ target: [users.portalId, users.userId], set: values }).run()
    },
    async remember({ portalId, userId, name, photo }) {
      db.insert(users).values({ portalId, userId, name, photo, checkedAt: 0 })
        .onConflictDoUpdate({ target: [users.portalId, users.userId], set: { name, photo }, setWhere: eq(users.checkedAt, 0) }).run()
    },
  }
}
