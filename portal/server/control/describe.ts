import type { IssuedToken, StandInDescription } from '../../shared/contract'
import type { TokenPair } from '../core/tokens'
import { canSeeTask, clientEndpoint, serverEndpoint, type Portal, type World } from '../core/world'
import { marketCard } from '../market/card'

export function describeApp({ app }: World): StandInDescription['app'] {
  const { clientId, code, name, url, installUrl, version, scopes } = app
  return { clientId, code, name, url, installUrl, version, scopes }
}

export function describe(world: World): StandInDescription {
  return {
    oauthOrigin: world.oauthOrigin,
    app: describeApp(world),
    portals: world.portals.map(portal => ({
      key: portal.key,
      name: portal.name,
      origin: portal.origin,
      domain: portal.domain,
      memberId: portal.memberId,
      language: portal.language,
      users: portal.users.map(({ id, name, lastName, isAdmin }) => ({ id, name: `${name} ${lastName}`, isAdmin })),
      tasks: portal.tasks.map(task => ({
        id: task.id,
        title: task.title,
        visibleTo: portal.users.filter(user => canSeeTask(portal, user, task)).map(user => user.id),
      })),
      app: marketCard(world, portal),
      applicationToken: portal.installation?.applicationToken ?? null,
    })),
  }
}

export function describeToken(world: World, portal: Portal, token: TokenPair): IssuedToken {
  return {
    accessToken: token.access,
    refreshToken: token.refresh,
    expires: Math.floor(token.expiresAt / 1000),
    expiresIn: token.expiresIn,
    userId: token.userId,
    memberId: portal.memberId,
    clientEndpoint: clientEndpoint(portal),
    serverEndpoint: serverEndpoint(world),
    scope: token.scope,
  }
}
