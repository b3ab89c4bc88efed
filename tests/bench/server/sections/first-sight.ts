import { people, tasks } from '../../../e2e/support/acme'
import { formOf, installOverTheWire, newNote } from '../../../e2e/support/wire'
import { inMilliseconds } from '../../../support/format'
import type { Section } from '../../lib/table'
import type { GeneratorProcess } from '../../../support/load/generator-process'
import type { LoadRequest } from '../../../support/load/plan'
import type { Installation } from '../installation'
import { launch } from '../kinds'
import { processorTime } from '../measure'

/** How long the authorization server thinks about whose token it is. */
const slowMs = 150
/** Each request needs a token of its own. */
const perSecond = 20
const warmUpSeconds = 3

/**
 * A person the app knows, with a token it has not seen: once an hour for everybody who works with Sidenote.
 * Leaves one more portal in the installation.
 */
export async function firstSightSection(installation: Installation, generator: GeneratorProcess, seconds: number): Promise<Section> {
  const { world, app } = installation
  const session = await installOverTheWire(world)
  for (let number = 0; number < 20; number++) await session.call('POST', '/api/notes', newNote(`Note ${number}: the printer has the **file**.`))
  const open = (requests: LoadRequest[]) => generator.run({ origins: [app.origin], requests, pace: { kind: 'open', perSecond }, seconds: requests.length / perSecond })
  const launches = (count: number) => Array.from({ length: count }, () => newLaunch(installation))

  // Somebody else's launches warm up what all of them have in common, the first of these what they have not.
  await generator.run({ origins: [app.origin], requests: launch.requests(installation), pace: { kind: 'closed', connections: 8 }, seconds: warmUpSeconds })
  await open(launches(perSecond))
  world.control.setFaults({ portal: 'acme', faults: { slowMs } })
  const measured = { servers: [app], requests: launches(seconds * perSecond) }
  const before = { cpu: processorTime(measured), asked: asked(installation) }
  const { answers, latencies } = await open(measured.requests)
  const cpuMs = (processorTime(measured) - before.cpu) / answers
  const calls = asked(installation) - before.asked
  world.control.setFaults({ portal: 'acme', faults: { slowMs: 0 } })

  return {
    title: `First sight of a token: \`app.info\` answers after ${slowMs} ms`,
    rows: [
      { what: `p50 at ${perSecond} requests/s`, app: inMilliseconds(latencies.p50) },
      { what: `p99 at ${perSecond} requests/s`, app: inMilliseconds(latencies.p99) },
      { what: 'of it our own, p50', app: inMilliseconds(latencies.p50 - slowMs) },
      { what: 'processor time per request', app: inMilliseconds(cpuMs) },
      { what: `calls to Bitrix24 in ${answers} requests`, app: String(calls), target: 'one each', met: calls === answers },
    ],
  }
}

/** The form of a launch of the task with twenty notes, with a token that was never seen. */
function newLaunch({ world }: Installation): LoadRequest {
  const who = { portal: 'acme', userId: people.admin }
  const frame = world.launch({ ...who, placement: 'TASK_VIEW_TAB', options: { taskId: String(tasks.everybody) } })
  const { accessToken, refreshToken } = world.control.issueToken(who)
  const { pathname, search } = new URL(frame.action)
  const fields = { ...formOf(frame), AUTH_ID: accessToken, REFRESH_ID: refreshToken }
  return { method: 'POST', path: pathname + search, headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams(fields).toString() }
}

/** What the authorization server and the portal were asked until now. */
const asked = ({ world }: Installation) => [{}, { portal: 'acme' }].flatMap(whom => Object.values(world.control.calls(whom))).reduce((sum, times) => sum + times, 0)
