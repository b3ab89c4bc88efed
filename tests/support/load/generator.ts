/** The program of the load's own process: takes one plan after the other and answers with what came of it. */
import { LoadClient } from './client'
import { runLoad } from './loops'
import type { LoadPlan } from './plan'

process.on('message', async (plan: LoadPlan) => {
  const client = new LoadClient()
  const result = await runLoad(plan, client)
  client.close()
  process.send!(result)
})
