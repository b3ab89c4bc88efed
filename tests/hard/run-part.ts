/** The program of a part's own process: does what it is told, and says what came of it. */
import type { Assignment, Message } from './part-process'
import { parts } from './parts'

// Nobody is there any more to end this group.
process.once('disconnect', () => process.kill(-process.pid, 'SIGKILL'))

const say = (message: Message) => process.send!(message)

process.once('message', async ({ name, context }: Assignment) => {
  try {
    const part = await parts[name].load()
    say({ title: part.title, trials: await part.run({ ...context, progress: line => say({ progress: line }) }) })
  }
  catch (error) {
    say({ failure: error instanceof Error ? error.stack ?? error.message : String(error) })
  }
})
