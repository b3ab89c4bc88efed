import { startWorker } from './start'

/** What the background worker's page runs: bundled into it by scripts/lib/background-worker.mjs. Where it fails it stays quiet. */
startWorker(window).catch(() => undefined)
