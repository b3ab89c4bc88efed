import { bindOptionsOf, placementCatalogue } from '../../../shared/placements'
import type { FrameDescription } from '../../../portal/shared/contract'
import { people, tasks } from '../../e2e/support/acme'
import type { Who } from '../../e2e/support/acme'
import { ApiClient, formOf, installationStep, sendLaunch } from '../../e2e/support/wire'
import type { World } from '../../e2e/support/world'
import type { Random } from '../../support/random'

/** A note that the app acknowledged, as it has to be in the database. */
export interface WrittenNote { id: string, author: Who, text: string, version: number }

/** One portal of many, with two people at work. */
export interface BusyPortal {
  key: string
  /** Stands in every note of this portal and of no other. */
  mark: string
  clients: Record<Who, ApiClient>
  /** Frames that were opened before: known callers. */
  frames: Record<'task' | 'worker', FrameDescription>[]
  notes: WrittenNote[]
  /** Notes that somebody changes now. */
  taken: Set<string>
}

export const workers: readonly Who[] = ['admin', 'employee1']

/** At the same time; more only wait for each other. */
const atOnce = 4

/** Installs Sidenote on every portal but the second, as administrators do it, and has two people of each open it. */
export async function openPortals(world: World, random: Random): Promise<BusyPortal[]> {
  const keys = world.standIn.portals.map(({ key }) => key).filter(key => key !== 'globex')
  const open: BusyPortal[] = []
  const waiting = [...keys]
  await Promise.all(Array.from({ length: atOnce }, async () => {
    for (let key = waiting.shift(); key !== undefined; key = waiting.shift()) open.push(await openPortal(world, key, `mark${random.uuid()}`))
  }))
  return open
}

async function openPortal(world: World, portal: string, mark: string): Promise<BusyPortal> {
  const { control, app: { origin } } = world
  control.install({ portal })
  const installer = world.launch({ portal, userId: people.admin })
  await expectOk(sendLaunch(installer.action, formOf(installer)))
  await expectOk(installationStep(await ApiClient.from(origin, installer), 'finish'))
  control.finishInstall({ portal })
  const { memberId } = control.issueToken({ portal, userId: people.admin })
  for (const code of ['TASK_VIEW_TAB', 'PAGE_BACKGROUND_WORKER'] as const) {
    const entry = placementCatalogue[code]
    control.bindPlacement({ portal, placement: code, handler: origin + entry.page, options: bindOptionsOf(entry, { origin, memberId }) })
  }

  const frames = workers.map(who => ({ task: taskFrame(world, portal, who), worker: world.launch({ portal, userId: people[who], placement: 'PAGE_BACKGROUND_WORKER' }) }))
  const clients: [Who, ApiClient][] = []
  for (const [index, who] of workers.entries()) clients.push([who, await ApiClient.from(origin, frames[index]!.task)])
  return { key: portal, mark, clients: Object.fromEntries(clients) as BusyPortal['clients'], frames, notes: [], taken: new Set() }
}

/** The task that everybody of a portal sees, opened with a token that the app has not seen. */
export const taskFrame = (world: World, portal: string, who: Who): FrameDescription =>
  world.launch({ portal, userId: people[who], placement: 'TASK_VIEW_TAB', options: { taskId: String(tasks.everybody) } })

async function expectOk(answering: Promise<Response>): Promise<void> {
  const answer = await answering
  const text = await answer.text()
  // A page that says that Sidenote is not installed yet is what an administrator is shown who installs it.
  if (!answer.ok && answer.status !== 409) throw new Error(`A portal could not be opened: ${answer.status} ${text.slice(0, 300)}`)
}
