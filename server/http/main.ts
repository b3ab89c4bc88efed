import '#nitro-internal-pollyfills'
import { toNodeListener } from 'h3'
import { useNitroApp } from 'nitropack/runtime'
import { startScheduleRunner, trapUnhandledNodeErrors } from 'nitropack/runtime/internal/index'
import { useServices } from '../services'
import { useStreams } from '../utils/live'
import { createDrain } from './drain'
import { createBoundedServer } from './server'

/**
 * The built server's entry, in place of the preset's own: that one leaves the time-outs of its HTTP server alone, and ends connections on which a
 * request is arriving (docs/decisions/0029 says what else).
 */

/** What was begun has so long to be answered, and what runs beside it to come to a good place: together less than the ten seconds of `docker stop`. */
const answerLimit = 7_000
const workLimit = 2_000

/** A second signal ends the process at once, but not when it came with the first: `npm start` passes on what the terminal has sent already. In milliseconds. */
const sameSignal = 500

const nitro = useNitroApp()
const { config, log, running } = useServices()
const handle = toNodeListener(nitro.h3App)
const server = createBoundedServer((request, response) => void running.track(Promise.resolve(handle(request, response))))
const drain = createDrain(server)

server.once('error', (error) => {
  log.error({ err: error }, 'service.listen.failed')
  process.stderr.write('Sidenote does not start. It cannot listen at NITRO_HOST and NITRO_PORT.\n')
  process.exit(1)
})
server.listen(config.listen, () => log.info({ at: server.address() }, 'service.listen.done'))
trapUnhandledNodeErrors()
startScheduleRunner()

/** Answers what has begun, stops between two steps of what runs beside it, and closes the database last. */
async function stop(signal: NodeJS.Signals): Promise<void> {
  log.info({ signal }, 'service.stop.begun')
  running.end()
  useStreams().endAll()
  const cutOff = await drain.run(answerLimit)
  const isIdle = await Promise.race([
    running.idle().then(() => true),
    new Promise<boolean>(resolve => setTimeout(resolve, workLimit, false)),
  ])
  await nitro.hooks.callHook('close')
  if (cutOff > 0 || !isIdle) log.warn({ cutOff, isIdle }, 'service.stop.forced')
  else log.info('service.stop.done')
  process.exit(0)
}

let askedAt: number | undefined
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    if (askedAt === undefined) void stop(signal)
    else if (Date.now() - askedAt > sameSignal) process.exit(1)
    askedAt ??= Date.now()
  })
}
