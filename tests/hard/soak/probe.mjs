// @ts-check
/*
 * Loaded into the server before itself (`--import`): at each SIGUSR2 it says on the log what it holds, in one line of JSON.
 */
import { readdirSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import process from 'node:process'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

const resolutionMs = 10
setFlagsFromString('--expose-gc')
/** @type {() => void} */
const collectGarbage = runInNewContext('gc')
const delay = monitorEventLoopDelay({ resolution: resolutionMs })
delay.enable()

/** Where the system tells (Linux). */
function openFiles() {
  try {
    return readdirSync('/proc/self/fd').length
  }
  catch {
    return null
  }
}

process.on('SIGUSR2', () => {
  // What is measured includes the pause between two looks. Collecting garbage must not count.
  const delayMs = Math.max(0, delay.percentile(99) / 1e6 - resolutionMs)
  const { rss } = process.memoryUsage()
  collectGarbage()
  const { heapUsed } = process.memoryUsage()
  process.stdout.write(`${JSON.stringify({ probe: { rss, heapUsed, files: openFiles(), delayMs } })}\n`)
  setImmediate(() => delay.reset())
})
