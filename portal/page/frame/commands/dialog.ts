import type { PortalUser } from '../../../shared/contract'
import { fullName, paths } from '../../data/people'
import { chooseAccess, chooseCrm, choosePeople } from '../dialogs/dialogs'
import { asRecord } from '../protocol'
import { silence } from '../silence'
import type { Command } from './types'

const described = (user: PortalUser) => ({
  id: String(user.id), name: fullName(user), photo: user.photo, position: user.position,
  url: paths.person(user.id), sub: false, sup: false,
})

/** A cancelled dialog gives no answer at all (§2.4). */
const selectUser: Command = async ({ params }) => {
  const many = asRecord(params).mult === true
  const chosen = await choosePeople(many)
  if (!chosen) return silence
  return many ? chosen.map(described) : chosen[0] && described(chosen[0])
}

const selectAccess: Command = async ({ params }) => {
  const { value } = asRecord(params)
  const preset = Array.isArray(value) ? value.map(String) : []
  return await chooseAccess(preset) ?? silence
}

const selectCRM: Command = async ({ params }) => {
  const { entityType, multiple } = asRecord(params)
  const types = Array.isArray(entityType) ? entityType.map(String) : undefined
  const chosen = await chooseCrm(types, multiple === true)
  if (!chosen) return silence
  const buckets: Record<string, Record<number, unknown>> = {}
  for (const entity of chosen) {
    const bucket = buckets[entity.type] ??= {}
    bucket[Object.keys(bucket).length] = entity
  }
  return buckets
}

/** Popups in which the person chooses (reference frame-oauth-events §2.4). */
export const dialogCommands: Record<string, Command> = { selectUser, selectAccess, selectCRM }
