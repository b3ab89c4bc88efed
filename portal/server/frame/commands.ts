import type { FrameServerCommand } from '../../shared/contract'
import { issueFor } from '../core/issue'
import { asText, phpToScript, type Params } from '../core/php'
import type { Person, Portal, World } from '../core/world'
import { finishInstall } from '../market/lifecycle'
import { userOptionsOf } from '../rest/methods/options'
import { ranOnceKey } from './initData'

/** `silent`: the frame gets no reply, which is how Bitrix24 refuses. */
export type CommandAnswer = { status: 200, body: unknown } | { status: 403 | 409, body: { silent: true } }

const reply = (body: unknown): CommandAnswer => ({ status: 200, body })

interface Asked { world: World, portal: Portal, user: Person, params: Params }

/** Frame commands the page hands on. Source: published page script and component of `app.layout`. */
export const frameCommands: Record<FrameServerCommand, (asked: Asked) => CommandAnswer> = {
  refreshAuth: ({ world, portal, user }) => {
    if (portal.faults.silentRefreshAuth || !portal.installation) return { status: 409, body: { silent: true } }
    const token = issueFor(world, portal, user.id, { fresh: true })
    return reply({ AUTH_ID: token.access, AUTH_EXPIRES: String(token.expiresIn), REFRESH_ID: token.refresh })
  },
  setInstall: ({ portal, user, params }) => {
    if (portal.installation) portal.ranOnce.add(ranOnceKey(user.id, portal.installation))
    return reply(params)
  },
  // The answer is a string, so that the page's "install_finished" is always Y.
  setInstallFinish: ({ world, portal, user }) => reply({ result: user.isAdmin && finishInstall(world, portal, user.id) ? 'true' : 'false' }),
  setUserOption: ({ portal, user, params }) => {
    userOptionsOf(portal, user.id)[asText(params.name)] = params.value
    return reply(params)
  },
  setAppOption: ({ portal, user, params }) => {
    if (!user.isAdmin) return { status: 403, body: { silent: true } }
    portal.appOptions[asText(params.name)] = params.value
    return reply(phpToScript(portal.appOptions))
  },
}
