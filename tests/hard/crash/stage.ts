import { people, tasks } from '../../e2e/support/acme'
import type { Who } from '../../e2e/support/acme'
import { installOverTheWire, openTaskOverTheWire } from '../../e2e/support/wire'
import type { ApiClient } from '../../e2e/support/wire'
import type { World } from '../../e2e/support/world'
import type { Random } from '../../support/random'

/** A note as its last acknowledged change left it. */
export interface KnownNote {
  id: string
  author: Who
  text: string
  version: number
  deleted: boolean
  /** Texts it had before. */
  revisions: number
  /** Nobody is told of it: it may be changed and deleted without anybody being told less. */
  plain: boolean
}

/** Something that one person is to be told once, and in what kind of notification. */
export interface Promised { noteId: string, userId: number, kind: 'mention' | 'reminder' }

/** Where crashes happen: a world with Sidenote installed on one of its portals, and all that its clients were told. */
export interface Stage {
  world: World
  random: Random
  clients: Record<Who, ApiClient>
  notes: Map<string, KnownNote>
  /** Notes that something is done to now; nobody else touches them. */
  taken: Set<string>
  promised: Promised[]
  settings: { version: number, changes: number }
  /** `ts` of the events that were sent; each has one of its own. */
  events: number[]
}

export const everybody = Object.keys(people) as Who[]

/** Installs Sidenote on acme, and opens a session for everybody there. */
export async function setStage(world: World, random: Random): Promise<Stage> {
  await installOverTheWire(world)
  return {
    world, random, clients: await openSessions(world), notes: new Map(), taken: new Set(), promised: [], settings: { version: 0, changes: 0 }, events: [],
  }
}

/** A launch of everybody: what heals a token that was lost. */
export async function openSessions(world: World): Promise<Record<Who, ApiClient>> {
  const opened = everybody.map(async who => [who, await openTaskOverTheWire(world, people[who], tasks.everybody)] as const)
  return Object.fromEntries(await Promise.all(opened)) as Record<Who, ApiClient>
}
