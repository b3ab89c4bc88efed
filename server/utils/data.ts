import type { DataOverview } from '#shared/settings'
import { openOverview } from '../data/overview'
import { useServices } from '../services'
import type { AdministratorNow } from './session'

/** What is stored now, after somebody changed it. */
export async function currentOverview({ portal, rest }: AdministratorNow): Promise<DataOverview> {
  const services = useServices()
  return openOverview(await services.repositories.portals.findById(portal.id) ?? portal, rest, services)
}
