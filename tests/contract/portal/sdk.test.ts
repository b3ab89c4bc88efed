import { B24OAuth, type B24OAuthParams } from '@bitrix24/b24jssdk'
import { describe, expect, it } from 'vitest'
import { card, employee, installed, type Installed } from './support'

/** The real client library, unchanged, as a server would use it. */
function client({ standIn, memberId, domain }: Installed, expiresIn?: number): B24OAuth {
  const token = standIn.control.issueToken({ portal: 'acme', userId: employee, ...expiresIn === undefined ? {} : { expiresIn } })
  const params: B24OAuthParams = {
    applicationToken: '', userId: employee, memberId,
    accessToken: token.accessToken, refreshToken: token.refreshToken,
    // Locally it looks alive, so that the portal has to say that it is not.
    expires: Math.floor(Date.now() / 1000) + 3600, expiresIn: 3600,
    scope: card.scopes.join(','), domain, clientEndpoint: token.clientEndpoint, serverEndpoint: token.serverEndpoint, status: 'F' as B24OAuthParams['status'],
  }
  const b24 = new B24OAuth(params, { clientId: card.clientId, clientSecret: card.clientSecret })
  b24.offClientSideWarning()
  return b24
}

describe('B24OAuth of @bitrix24/b24jssdk', () => {
  it('calls methods', async () => {
    const b24 = client(await installed())
    const profile = await b24.actions.v2.call.make({ method: 'profile', params: {}, requestId: 'r1' })
    expect(profile.isSuccess).toBe(true)
    expect(profile.getData()!.result).toMatchObject({ ID: '3', ADMIN: false })
    const task = await b24.actions.v2.call.make({ method: 'tasks.task.get', params: { taskId: 31, select: ['ID', 'TITLE'] }, requestId: 'r2' })
    expect(task.getData()!.result).toMatchObject({ task: { id: '31', title: 'Agree on the catalogue cover' } })
  })

  it('runs a batch', async () => {
    const b24 = client(await installed())
    const answer = await b24.actions.v2.batch.make({ calls: { me: { method: 'profile', params: {} }, mine: { method: 'tasks.task.list', params: { filter: { RESPONSIBLE_ID: 3 } } } }, options: { isHaltOnError: true } })
    expect(answer.isSuccess).toBe(true)
  })

  it('refreshes once for several calls with an expired token, and hands over the new pair', async () => {
    const setup = await installed()
    setup.standIn.control.setFaults({ portal: 'acme', faults: { strictRotation: true } })
    const b24 = client(setup, -1)
    const saved: unknown[] = []
    b24.setCallbackRefreshAuth(async ({ b24OAuthParams }) => void saved.push(b24OAuthParams.userId))
    const answers = await Promise.all([1, 2, 3].map(n => b24.actions.v2.call.make({ method: 'user.admin', params: {}, requestId: `r${n}` })))
    expect(answers.map(answer => answer.isSuccess)).toEqual([true, true, true])
    expect(setup.standIn.control.calls({})).toMatchObject({ refresh_token: 1 })
    expect(saved).toEqual([employee])
  })

  it('gives up when the refresh is refused', async () => {
    const setup = await installed()
    setup.standIn.control.setFaults({ portal: 'acme', faults: { refuseRefresh: true } })
    const b24 = client(setup, -1)
    const failure = await b24.actions.v2.call.make({ method: 'profile', params: {}, requestId: 'r1' }).catch((error: { originalError?: unknown }) => error.originalError)
    expect(failure).toMatchObject({ code: 'invalid_grant' })
  })
})
