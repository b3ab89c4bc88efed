import type { Rest } from '../bitrix24/types'
import { RestError } from '../bitrix24/types'

/**
 * Whether the person whose token speaks here administers the portal, as the portal itself says now.
 * @returns false also when Bitrix24 refuses to say
 * @throws AppError when the portal cannot be asked
 * @see api-reference/common/users/user-admin
 */
export async function isAdministrator(rest: Rest): Promise<boolean> {
  try {
    return await rest.call('user.admin') === true
  }
  catch (error) {
    if (error instanceof RestError) return false
    throw error
  }
}
