import { subscribe } from 'node:diagnostics_channel'
import { appendFileSync } from 'node:fs'

/*
 * Loaded into the app's process by a test (`NODE_OPTIONS=--import …`): writes down the address of every request that the app makes, which is
 * what a proxy or somebody else's log would see of it.
 */
const file = process.env.RECORD_OUTBOUND
const note = (method, origin, path) => appendFileSync(file, `${method} ${origin}${path}\n`)

subscribe('undici:request:create', ({ request }) => note(request.method, request.origin, request.path))
subscribe('http.client.request.start', ({ request }) => note(request.method, `${request.protocol}//${request.host}`, request.path))
