import { AppError } from '#shared/errors'
import { defineApi } from '../utils/api'

/** Whatever the API does not have: refused like everything else, not with a page. */
export default defineApi(async () => {
  throw new AppError('not_found', 'The API has nothing at this address')
})
