import { sql } from 'drizzle-orm'
import { foreignKey, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { NoteSource, Visibility } from '#shared/notes'
import type { NoticeKind } from '#shared/notices'
import type { AuditAction, AuditDetails, StoredSettings } from '#shared/settings'
import type { SubjectCard, SubjectKey } from '#shared/subjects'
import type { TemplateKind } from '#shared/templates'

/*
 * Every table and key starts with the portal (DESIGN §10): the database can be sharded by it later.
 * Times are milliseconds since 1970. Columns named `sealed_*` are encrypted (db/sealing.ts), `*_hash` are hashes.
 */

const id = () => integer('portal_id').notNull().references(() => portals.id, { onDelete: 'cascade' })

export const portals = sqliteTable('portals', {
  id: integer('id').primaryKey({ autoIncrement: true }),
  /** Identity of a portal; its domain can change. */
  memberId: text('member_id').notNull().unique(),
  /** As `app.info` named it: `https://acme.bitrix24.com/rest/`. */
  clientEndpoint: text('client_endpoint').notNull(),
  /** Origin of the client endpoint, for `frame-ancestors`. */
  origin: text('origin').notNull(),
  /** Origin of the configured authorization server that proved this portal. */
  oauthServer: text('oauth_server').notNull(),
  status: text('status').$type<'installing' | 'installed' | 'uninstalled'>().notNull(),
  /** Grows with every uninstall; a session names the one it was made in. */
  epoch: integer('epoch').notNull().default(1),
  scopes: text('scopes').notNull().default(''),
  language: text('language').notNull().default('en'),
  appVersion: integer('app_version'),
  /** Without a key, so that keys can be changed (server/events/application-token.ts). */
  applicationTokenHash: text('application_token_hash'),
  /** Whose token speaks for the portal when no person is present. */
  installerId: integer('installer_id'),
  /** `ts` of the newest lifecycle event obeyed; an older one never undoes a newer one. Seconds, as Bitrix24 sends it. */
  lastEventTs: integer('last_event_ts').notNull().default(0),
  installedAt: integer('installed_at'),
  uninstalledAt: integer('uninstalled_at'),
  /** When somebody last said that Bitrix24 removed the background worker; null once it is registered again. */
  workerRemovedAt: integer('worker_removed_at'),
  /** Everything that people wrote is erased then, because an administrator asked for it; null when nobody did. */
  eraseAt: integer('erase_at'),
  eraseAskedBy: integer('erase_asked_by'),
  createdAt: integer('created_at').notNull(),
  updatedAt: integer('updated_at').notNull(),
}, table => [
  index('portals_by_origin').on(table.origin),
  index('portals_to_erase').on(table.eraseAt).where(sql`${table.eraseAt} is not null`),
])

/** What administrators chose; one row per portal, absent while everything is as we ship it. Survives an uninstall that keeps data. */
export const portalSettings = sqliteTable('portal_settings', {
  portalId: id().primaryKey(),
  /** Counts the changes: a change replaces only what its author saw. */
  version: integer('version').notNull(),
  value: text('value', { mode: 'json' }).$type<StoredSettings>().notNull(),
  updatedAt: integer('updated_at').notNull(),
})

/** Who changed which setting when. Never a note's text. */
export const auditLog = sqliteTable('audit_log', {
  id: integer('id').primaryKey({ autoIncrement: true }),
  portalId: id(),
  at: integer('at').notNull(),
  /** Null for what the service did by itself. */
  userId: integer('user_id'),
  action: text('action').$type<AuditAction>().notNull(),
  details: text('details', { mode: 'json' }).$type<AuditDetails>().notNull(),
}, table => [index('audit_log_by_portal').on(table.portalId, sql`${table.id} desc`), index('audit_log_by_time').on(table.at)])

export const users = sqliteTable('users', {
  portalId: id(),
  userId: integer('user_id').notNull(),
  name: text('name').notNull(),
  photo: text('photo'),
  timeZone: text('time_zone'),
  isAdmin: integer('is_admin', { mode: 'boolean' }).notNull().default(false),
  checkedAt: integer('checked_at').notNull(),
}, table => [primaryKey({ columns: [table.portalId, table.userId] })])

export const userTokens = sqliteTable('user_tokens', {
  portalId: id(),
  userId: integer('user_id').notNull(),
  sealedAccess: text('sealed_access').notNull(),
  sealedRefresh: text('sealed_refresh').notNull(),
  expiresAt: integer('expires_at').notNull(),
  state: text('state').$type<'live' | 'dead'>().notNull().default('live'),
  /** Compare-and-swap: a refresh replaces only the pair it started from. */
  version: integer('version').notNull().default(1),
  updatedAt: integer('updated_at').notNull(),
}, table => [primaryKey({ columns: [table.portalId, table.userId] })])

export const launchProofs = sqliteTable('launch_proofs', {
  portalId: id(),
  tokenHash: text('token_hash').notNull(),
  userId: integer('user_id').notNull(),
  expiresAt: integer('expires_at').notNull(),
}, table => [
  primaryKey({ columns: [table.portalId, table.tokenHash] }),
  uniqueIndex('launch_proofs_by_hash').on(table.tokenHash),
  index('launch_proofs_by_expiry').on(table.expiresAt),
])

export const subjects = sqliteTable('subjects', {
  portalId: id(),
  key: text('key').$type<SubjectKey>().notNull(),
  /** What Bitrix24 last said of it to somebody who may see it; kept when it is gone. */
  card: text('card', { mode: 'json' }).$type<Omit<SubjectCard, 'path' | 'dialog' | 'crm' | 'ended'> & { ended?: 'closed' | 'left' }>().notNull(),
  refreshedAt: integer('refreshed_at').notNull(),
  /** When Bitrix24 said that it is there no more. Whoever had a grant then keeps it, and nobody is asked about it again. */
  deletedAt: integer('deleted_at'),
}, table => [primaryKey({ columns: [table.portalId, table.key] })])

/**
 * Counts what happens to the notes of a subject, so that pages that show them learn of it from whatever process it happened in.
 * Kept by triggers (migration 0007).
 */
export const subjectChanges = sqliteTable('subject_changes', {
  portalId: id(),
  key: text('key').$type<SubjectKey>().notNull(),
  version: integer('version').notNull(),
}, table => [primaryKey({ columns: [table.portalId, table.key] })])

export const subjectGrants = sqliteTable('subject_grants', {
  portalId: id(),
  userId: integer('user_id').notNull(),
  key: text('key').$type<SubjectKey>().notNull(),
  allowed: integer('allowed', { mode: 'boolean' }).notNull(),
  checkedAt: integer('checked_at').notNull(),
  /** What the CRM told this very person beside the subject's title; null for what is not of the CRM, and when not asked. */
  crm: text('crm', { mode: 'json' }).$type<SubjectCard['crm']>(),
}, table => [primaryKey({ columns: [table.portalId, table.userId, table.key] })])

/**
 * Which tasks a person saw in a task list, one row per page of it, newest changed first. Only what Bitrix24 answered
 * them with their own token; whether each may still be seen stands in `subject_grants`.
 */
export const subjectLists = sqliteTable('subject_lists', {
  portalId: id(),
  userId: integer('user_id').notNull(),
  /** Whose list: a project or a person. */
  owner: text('owner').$type<SubjectKey>().notNull(),
  /** Number of the first task of this page, as `start` of `tasks.task.list` counts. */
  start: integer('start').notNull(),
  keys: text('keys', { mode: 'json' }).$type<SubjectKey[]>().notNull(),
  /** Whether Bitrix24 had more after this page. */
  more: integer('more', { mode: 'boolean' }).notNull(),
  checkedAt: integer('checked_at').notNull(),
}, table => [
  primaryKey({ columns: [table.portalId, table.userId, table.owner, table.start] }),
  index('subject_lists_by_age').on(table.checkedAt),
])

export const notes = sqliteTable('notes', {
  portalId: id(),
  id: text('id').notNull(),
  subject: text('subject').$type<SubjectKey>().notNull(),
  authorId: integer('author_id').notNull(),
  text: text('text').notNull(),
  visibility: text('visibility').$type<Visibility>().notNull(),
  pinned: integer('pinned', { mode: 'boolean' }).notNull().default(false),
  createdAt: integer('created_at').notNull(),
  editedAt: integer('edited_at'),
  deletedAt: integer('deleted_at'),
  version: integer('version').notNull().default(1),
  /** What the note was made from, and its id there; both or none. */
  sourceKind: text('source_kind').$type<NoteSource['kind']>(),
  sourceId: text('source_id'),
}, table => [
  primaryKey({ columns: [table.portalId, table.id] }),
  index('notes_by_source').on(table.portalId, table.sourceKind, table.sourceId).where(sql`${table.sourceKind} is not null`),
  index('notes_by_subject').on(table.portalId, table.subject, sql`${table.pinned} desc`, sql`${table.createdAt} desc`, sql`${table.id} desc`).where(sql`${table.deletedAt} is null`),
  index('notes_deleted').on(table.deletedAt).where(sql`${table.deletedAt} is not null`),
  index('notes_by_time').on(table.portalId, sql`${table.createdAt} desc`, sql`${table.id} desc`).where(sql`${table.deletedAt} is null`),
  index('notes_by_author').on(table.portalId, table.authorId, sql`${table.createdAt} desc`, sql`${table.id} desc`).where(sql`${table.deletedAt} is null`),
  // Counts are read from this alone: an administrator who looks at them must not keep others waiting.
  index('notes_counted').on(table.portalId, table.visibility, table.deletedAt, table.authorId),
])

/** Texts that notes had before they were changed. Goes with its note. */
export const noteRevisions = sqliteTable('note_revisions', {
  portalId: id(),
  noteId: text('note_id').notNull(),
  /** The note's version while it had this text. */
  version: integer('version').notNull(),
  text: text('text').notNull(),
  /** Who could see it then: what was private stays the author's. */
  visibility: text('visibility').$type<Visibility>().notNull(),
  /** When this text was written. */
  writtenAt: integer('written_at').notNull(),
  writtenBy: integer('written_by').notNull(),
}, table => [
  primaryKey({ columns: [table.portalId, table.noteId, table.version] }),
  foreignKey({ columns: [table.portalId, table.noteId], foreignColumns: [notes.portalId, notes.id] }).onDelete('cascade'),
])

/**
 * What somebody is to be told in Bitrix24: that a note mentions them, or is theirs to follow up. Written together with the note, sent
 * after, and kept: nobody is told the same twice. Goes with its note.
 */
export const notices = sqliteTable('notices', {
  portalId: id(),
  noteId: text('note_id').notNull(),
  kind: text('kind').$type<NoticeKind>().notNull(),
  /** Who is told. */
  userId: integer('user_id').notNull(),
  /** Whose doing it is; it is sent in their name. */
  byId: integer('by_id').notNull(),
  createdAt: integer('created_at').notNull(),
  /** When it is to be sent, or tried again; null once that is over. Whoever sends it moves this first. */
  sendAt: integer('send_at'),
  attempts: integer('attempts').notNull().default(0),
}, table => [
  primaryKey({ columns: [table.portalId, table.noteId, table.kind, table.userId] }),
  index('notices_to_send').on(table.sendAt).where(sql`${table.sendAt} is not null`),
  foreignKey({ columns: [table.portalId, table.noteId], foreignColumns: [notes.portalId, notes.id] }).onDelete('cascade'),
])

/**
 * Gives each note that can be found a number of its own for the full-text index, which is no table of drizzle's: see the
 * migration 0004, whose triggers alone write here.
 */
export const searchEntries = sqliteTable('search_entries', {
  id: integer('id').primaryKey(),
  portalId: id(),
  noteId: text('note_id').notNull(),
}, table => [
  uniqueIndex('search_entries_by_note').on(table.portalId, table.noteId),
  foreignKey({ columns: [table.portalId, table.noteId], foreignColumns: [notes.portalId, notes.id] }).onDelete('cascade'),
])

/** A note's due time: one per note. Goes with its note. */
export const followUps = sqliteTable('follow_ups', {
  portalId: id(),
  noteId: text('note_id').notNull(),
  assigneeId: integer('assignee_id').notNull(),
  dueAt: integer('due_at').notNull(),
  doneAt: integer('done_at'),
  createdAt: integer('created_at').notNull(),
  /** When its reminder is to be sent, or tried again; null once that is over. Whoever sends it moves this first. */
  remindAt: integer('remind_at'),
  remindAttempts: integer('remind_attempts').notNull().default(0),
}, table => [
  primaryKey({ columns: [table.portalId, table.noteId] }),
  index('follow_ups_to_remind').on(table.remindAt).where(sql`${table.remindAt} is not null and ${table.doneAt} is null`),
  foreignKey({ columns: [table.portalId, table.noteId], foreignColumns: [notes.portalId, notes.id] }).onDelete('cascade'),
  // Not a partial index: SQLite prefers the one below to it, and then reads everything that was ever done.
  index('follow_ups_open').on(table.portalId, table.assigneeId, table.doneAt, table.dueAt),
  index('follow_ups_by_due').on(table.portalId, table.assigneeId, table.dueAt),
  index('follow_ups_done').on(table.portalId, table.assigneeId, sql`${table.doneAt} desc`, sql`${table.noteId} desc`).where(sql`${table.doneAt} is not null`),
])

export const templates = sqliteTable('templates', {
  portalId: id(),
  id: text('id').notNull(),
  ownerId: integer('owner_id').notNull(),
  kind: text('kind').$type<TemplateKind>().notNull(),
  title: text('title').notNull(),
  text: text('text').notNull(),
  folder: text('folder').notNull().default(''),
  /** Whether everybody in the portal sees it. */
  shared: integer('shared', { mode: 'boolean' }).notNull(),
  version: integer('version').notNull().default(1),
  createdAt: integer('created_at').notNull(),
  updatedAt: integer('updated_at').notNull(),
  deletedAt: integer('deleted_at'),
}, table => [
  primaryKey({ columns: [table.portalId, table.id] }),
  index('templates_deleted').on(table.deletedAt).where(sql`${table.deletedAt} is not null`),
  index('templates_by_owner').on(table.portalId, table.ownerId),
  index('templates_shared').on(table.portalId).where(sql`${table.shared} = 1`),
])

/**
 * Events as they came, stored before they are answered: Bitrix24 never resends one (api-reference/events/index).
 * Not tied to a portal row: an ONAPPINSTALL may come before the portal is known.
 */
export const eventInbox = sqliteTable('event_inbox', {
  id: integer('id').primaryKey({ autoIncrement: true }),
  memberId: text('member_id').notNull(),
  event: text('event').notNull(),
  /** Seconds, as Bitrix24 sends it. */
  ts: integer('ts').notNull(),
  /** Hash of the whole body: the same delivery twice is one event. */
  bodyHash: text('body_hash').notNull(),
  sealedBody: text('sealed_body').notNull(),
  state: text('state').$type<'pending' | 'done' | 'ignored' | 'failed'>().notNull().default('pending'),
  attempts: integer('attempts').notNull().default(0),
  nextAttemptAt: integer('next_attempt_at').notNull(),
  /** Stable code of what became of it. */
  outcome: text('outcome'),
  receivedAt: integer('received_at').notNull(),
}, table => [
  uniqueIndex('event_inbox_once').on(table.memberId, table.bodyHash),
  index('event_inbox_due').on(table.state, table.nextAttemptAt),
  index('event_inbox_by_age').on(table.receivedAt),
  index('event_inbox_waiting').on(table.memberId).where(sql`${table.state} = 'pending'`),
])

/** REST calls we made, kept at least three days (a Market rule). No parameters, no answers, no tokens. */
export const restJournal = sqliteTable('rest_journal', {
  id: integer('id').primaryKey({ autoIncrement: true }),
  portalId: id(),
  userId: integer('user_id'),
  method: text('method').notNull(),
  status: integer('status').notNull(),
  errorCode: text('error_code'),
  durationMs: integer('duration_ms').notNull(),
  at: integer('at').notNull(),
}, table => [index('rest_journal_by_portal').on(table.portalId, table.at), index('rest_journal_by_time').on(table.at)])

/** Short locks between processes (token refresh, jobs). A lock whose holder died is free again after `expires_at`. */
export const locks = sqliteTable('locks', {
  name: text('name').primaryKey(),
  holder: text('holder').notNull(),
  expiresAt: integer('expires_at').notNull(),
})
