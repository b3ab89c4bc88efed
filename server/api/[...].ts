import { defineApi } from '../utils/api'
import { routeMissing } from '../utils/methods'

/** Whatever the API does not have: refused like everything else, not with a page. */
export default defineApi(async (event) => {
  throw routeMissing(event, event.path.split('?')[0] ?? '')
})
