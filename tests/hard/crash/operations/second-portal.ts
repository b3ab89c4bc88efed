import { installationSteps } from '../../../../shared/installation'
import { defaultPlacements, people, tasks } from '../../../e2e/support/acme'
import { ApiClient, installationStep, openTaskOverTheWire } from '../../../e2e/support/wire'
import { complain, unless } from '../operation'
import type { Operation } from '../operation'
import type { Stage } from '../stage'

/*
 * What happens to a whole portal happens to the second one of the world, one thing at a time.
 */
const portal = 'globex'
const lifecycleHandlers = 3

/** Installs Sidenote as the installer's page does; whoever was interrupted begins again. */
export function install({ world }: Stage): Operation {
  const { control } = world
  control.reset({ portal })
  async function goThrough(): Promise<string[]> {
    control.install({ portal })
    const administrator = await ApiClient.from(world.app.origin, world.launch({ portal, userId: people.admin }))
    for (const step of installationSteps) {
      const wrong = await unless([200], `The step ${step}`, await installationStep(administrator, step))
      if (wrong.length > 0) return wrong
    }
    control.finishInstall({ portal })
    return []
  }
  return {
    kind: 'install',
    run: goThrough,
    async verify() {
      const wrong = await goThrough()
      const placements = control.placements({ portal }).map(({ placement }) => placement)
      const rows = world.database.rows<{ status: string }>('SELECT status FROM portals WHERE member_id = ?', world.portals[portal].memberId)
      return [
        ...wrong,
        ...complain(placements.toSorted().join() !== defaultPlacements.toSorted().join(), `After an interrupted installation these places are registered: ${placements.join()}`),
        ...complain(control.handlers({ portal }).length !== lifecycleHandlers, 'After an interrupted installation the handlers are not there once each'),
        ...complain(rows.length !== 1 || rows[0]!.status !== 'installed', `After an installation the portal is ${rows.map(({ status }) => status).join()}`),
      ]
    },
  }
}

/**
 * A call that has to refresh the administrator's token first, on a portal where a refresh token works once: killed after Bitrix24 rotated
 * it and before the new pair is stored, nothing but a launch can bring it back.
 */
export async function refresh({ world, random }: Stage, healed: () => void): Promise<Operation> {
  const { control } = world
  const administrator = await openTaskOverTheWire(world, people.admin, tasks.everybody, portal)
  const ask = (client: ApiClient) => client.call('GET', '/api/admin/places')
  const isLocked = () => world.database.rows(`SELECT 1 FROM locks WHERE name LIKE 'refresh:%' AND expires_at > ?`, Date.now()).length > 0
  control.setFaults({ portal, faults: { expireTokens: true, strictRotation: true, slowMs: random.below(20) } })
  return {
    kind: 'refresh a token',
    run: async () => unless([200], 'A call with an expired token', await ask(administrator)),
    async verify() {
      control.setFaults({ portal, faults: { expireTokens: false, strictRotation: false, slowMs: 0 } })
      // Whoever held the lock is dead, and it would be waited for until it expires.
      const before = isLocked() ? null : await ask(administrator)
      if (!before?.ok) healed()
      const wrong = before ? await unless([200, 401], 'A call after an interrupted refresh', before) : []
      const again = await openTaskOverTheWire(world, people.admin, tasks.everybody, portal)
      return [...wrong, ...await unless([200], 'A call after the next launch', await ask(again))]
    },
  }
}
