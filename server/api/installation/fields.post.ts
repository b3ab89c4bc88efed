import { defineApi } from '../../utils/api'
import { runStepFor } from '../../utils/installation'

/** Registers Sidenote's field type on the portal, and makes right what is outdated. */
export default defineApi(event => runStepFor(event, 'fields'))
