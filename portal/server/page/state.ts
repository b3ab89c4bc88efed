import type { PortalProject, PortalState, PortalUser, RegisteredPlacement } from '../../shared/contract'
import { isoInZone } from '../core/clock'
import { placementGroup, placementTitle } from '../core/titles'
import { appTitle, canSeeProject, isInstalled, type Person, type Portal, type World } from '../core/world'
import { marketCard } from '../market/card'
import type { SeedProject } from '../../data/types'

const publicUser = ({ id, name, lastName, position, photo, email, isAdmin, timeZone, active }: Person): PortalUser =>
  ({ id, name, lastName, position, photo, email, isAdmin, timeZone, active })

const publicProject = ({ id, name, description, ownerId, memberIds }: SeedProject): PortalProject =>
  ({ id, name, description, ownerId, memberIds })

/** Handlers to show this person. Before the installation is finished there are none, for anybody. */
export function registeredPlacements(world: World, portal: Portal, viewer: Person): RegisteredPlacement[] {
  if (!isInstalled(portal)) return []
  return portal.placements
    .filter(row => row.userId === 0 || row.userId === viewer.id)
    .map(row => ({
      id: row.id,
      placement: row.placement,
      title: placementTitle(row, portal.language) || appTitle(world, portal),
      group: placementGroup(row, portal.language),
      options: row.options,
    }))
}

/** Everything the portal's page draws at start. */
export function portalState(world: World, portal: Portal, viewer: Person): PortalState {
  return {
    portal: {
      key: portal.key,
      name: portal.name,
      domain: portal.domain,
      memberId: portal.memberId,
      language: portal.language,
      now: isoInZone(new Date(), portal.timeZone),
    },
    portals: world.portals.filter(other => other !== portal).map(({ key, name, origin }) => ({ key, name, url: `${origin}/` })),
    me: publicUser(viewer),
    users: portal.users.map(publicUser),
    projects: portal.projects.filter(project => canSeeProject(viewer, project)).map(publicProject),
    app: marketCard(world, portal),
    placements: registeredPlacements(world, portal, viewer),
  }
}
