import { constants, copyFileSync, existsSync, mkdirSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { openDatabase } from '#db/client'
import { root } from '../../../scripts/lib/terminal.mjs'
import { AppProcess } from '../../e2e/support/app-process'
import { freeAppPort, startWorld } from '../../e2e/support/world'
import type { World } from '../../e2e/support/world'
import type { BenchData } from '../data/generate'
import { appEntry } from '../lib/servers'
import type { RunningServer } from '../lib/servers'
import { peopleOf, sentEventTs, signIn, taskLaunch, writtenText } from './requests'
import type { Person, SignedIn } from './requests'

const copies = path.join(root, '.bench/run')

/** The app over a database, with a stand-in beside it, and everybody it knows. */
export interface Installation {
  data: BenchData
  world: World
  app: RunningServer
  /** Origin of the authorization server it asks. */
  authServer: string
  people: Person[]
  signedIn: SignedIn[]
}

/**
 * Starts the app over the data.
 * @throws when it does not come up, or does not show a known caller their twenty notes
 */
export async function install(original: BenchData): Promise<Installation> {
  const data = original.scale === 'small' ? copyOf(original) : original
  tidy(data)
  const world = await startWorld(path.dirname(data.file), { entry: appEntry, encryptionKeys: data.encryptionKeys })
  try {
    const authServer = world.standIn.oauthOrigin
    const people = peopleOf(data)
    for (const person of people) await seesTwentyNotes(person, world.app.origin, authServer)
    return { data, world, app: world.app, authServer, people, signedIn: await signIn(people, world.app.origin) }
  }
  catch (error) {
    await world.stop()
    throw error
  }
}

/** What is measured writes, too. Of gigabytes there is no copy: it would keep the disk busy for as long as everything is measured. */
function copyOf(data: BenchData): BenchData {
  rmSync(copies, { recursive: true, force: true })
  mkdirSync(copies, { recursive: true })
  const file = path.join(copies, path.basename(data.file))
  copyFileSync(data.file, file, constants.COPYFILE_FICLONE)
  return { ...data, file }
}

/** Takes away what was written when this database was measured before, and dates the portals' last event after those that are sent. */
function tidy({ file, portals }: BenchData): void {
  const { sqlite, close } = openDatabase(file)
  const forget = sqlite.prepare('DELETE FROM notes WHERE portal_id = ? AND subject = ? AND text = ?')
  sqlite.transaction(() => {
    for (const { portalId, callers } of portals) {
      for (const { subject } of callers) forget.run(portalId, `${subject.kind}:${subject.id}`, writtenText)
    }
    const members = sqlite.prepare('DELETE FROM event_inbox WHERE member_id = ? AND ts = ?')
    for (const { memberId } of portals) members.run(memberId, sentEventTs)
    sqlite.prepare('UPDATE portals SET last_event_ts = ? WHERE last_event_ts <= ?').run(sentEventTs + 1, sentEventTs)
  })()
  close()
}

/** What is counted as a launch shows what it should, or nothing is worth measuring. */
async function seesTwentyNotes(person: Person, origin: string, authServer: string): Promise<void> {
  const { path: page, method, headers, body } = taskLaunch(person, authServer)
  const answer = await fetch(origin + page, { method, headers, body })
  const notes = (await answer.text()).split('data-testid="note"').length - 1
  if (!answer.ok || notes !== 20) throw new Error(`User ${person.caller.userId} of ${person.portal.memberId} gets ${answer.status} with ${notes} notes instead of 20.`)
}

/** One more process of an installation, on the same database. */
export async function startAnother({ app }: Installation): Promise<RunningServer> {
  const another = new AppProcess(await freeAppPort(), app.env, appEntry)
  await another.start()
  return another
}

/** One figure of the installation's database, read beside the app. */
export function readNumber({ data }: Installation, sql: string, ...parameters: unknown[]): number {
  const database = new Database(data.file, { readonly: true })
  try {
    return Number(database.prepare(sql).pluck().get(...parameters))
  }
  finally {
    database.close()
  }
}

/** Everybody's twenty notes are other ones from now on, of which the app has drawn none. Only for data that are a copy. */
export function changeNotes({ data }: Installation): void {
  const database = new Database(data.file)
  try {
    const change = database.prepare('UPDATE notes SET version = version + 1 WHERE portal_id = ? AND subject = ?')
    database.transaction(() => {
      for (const { portalId, callers } of data.portals) for (const { subject } of callers) change.run(portalId, `${subject.kind}:${subject.id}`)
    })()
  }
  finally {
    database.close()
  }
}

/** The database in bytes, with what is not yet written into it. */
export const sizeOf = ({ file }: BenchData): number =>
  ['', '-wal'].map(suffix => file + suffix).filter(existsSync).reduce((sum, part) => sum + statSync(part).size, 0)

/** Stops everything and removes the copy of the data. */
export async function remove({ world, data }: Installation): Promise<void> {
  await world.stop()
  if (path.dirname(data.file) === copies) rmSync(copies, { recursive: true, force: true })
}
