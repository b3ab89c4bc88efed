import { defineApi } from '../../utils/api'
import { runStepFor } from '../../utils/installation'

/** Registers for the events of the app's life. */
export default defineApi(event => runStepFor(event, 'events'))
