import { constants, copyFileSync, existsSync, mkdirSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { root } from '../../../scripts/lib/terminal.mjs'
import { AppProcess } from '../../e2e/support/app-process'
import { freeAppPort, startWorld } from '../../e2e/support/world'
import type { World } from '../../e2e/support/world'
import type { BenchData } from '../data/generate'
import { appEntry } from '../lib/servers'
import type { RunningServer } from '../lib/servers'
import { peopleOf, signIn, taskLaunch } from './requests'
import type { Person, SignedIn } from './requests'

/** The app over a database of its own, with a stand-in beside it, and everybody it knows. */
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
 * Starts the app over a copy of the data: what is measured writes, too.
 * @throws when it does not come up, or does not show a known caller their twenty notes
 */
export async function install(data: BenchData): Promise<Installation> {
  const folder = path.join(root, '.bench/run', data.scale)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const copy = { ...data, file: path.join(folder, 'sidenote.db') }
  copyFileSync(data.file, copy.file, constants.COPYFILE_FICLONE)
  pretendEvents(copy.file)
  const world = await startWorld(folder, { entry: appEntry, encryptionKeys: data.encryptionKeys })
  try {
    const authServer = world.standIn.oauthOrigin
    const people = peopleOf(copy)
    for (const person of people) await seesTwentyNotes(person, world.app.origin, authServer)
    return { data: copy, world, app: world.app, authServer, people, signedIn: await signIn(people, world.app.origin) }
  }
  catch (error) {
    await world.stop()
    throw error
  }
}

/** Portals that were installed have sent events: an older one is put aside without asking anybody. */
function pretendEvents(file: string): void {
  const database = new Database(file)
  database.prepare('UPDATE portals SET last_event_ts = 2 WHERE last_event_ts < 2').run()
  database.close()
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

/** The database in bytes, with what is not yet written into it. */
export const sizeOf = ({ file }: BenchData): number =>
  ['', '-wal'].map(suffix => file + suffix).filter(existsSync).reduce((sum, part) => sum + statSync(part).size, 0)

/** Stops everything and removes the copy. */
export async function remove({ world, data }: Installation): Promise<void> {
  await world.stop()
  rmSync(path.dirname(data.file), { recursive: true, force: true })
}
