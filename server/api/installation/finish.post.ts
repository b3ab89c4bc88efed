import { defineApi } from '../../utils/api'
import { runStepFor } from '../../utils/installation'

/** The last step: from now on the portal counts as installed. The page then calls the frame's `installFinish`. */
export default defineApi(event => runStepFor(event, 'finish'))
