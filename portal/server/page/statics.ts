import { createReadStream, existsSync, statSync } from 'node:fs'
import { extname, join, normalize, sep } from 'node:path'
import { defineEventHandler, sendStream, setResponseStatus, type EventHandler } from 'h3'

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
}

const isFile = (path: string): boolean => existsSync(path) && statSync(path).isFile()

/** A path inside the folder, or null for one that leads out of it. */
function inside(folder: string, path: string): string | null {
  let decoded: string
  try {
    decoded = decodeURIComponent(path)
  }
  catch {
    return null
  }
  const full = normalize(join(folder, decoded))
  return full.startsWith(normalize(folder) + sep) && !full.includes('\0') ? full : null
}

/** The built page: its files, and `index.html` for every other address, because the page draws the portal's paths itself. */
export function staticsHandler(folder: string): EventHandler {
  return defineEventHandler((event) => {
    if (event.method !== 'GET' && event.method !== 'HEAD') {
      setResponseStatus(event, 405)
      return ''
    }
    const path = (event.node.req.url ?? '/').split('?')[0] ?? '/'
    const wanted = inside(folder, path)
    const file = wanted && isFile(wanted) ? wanted : join(folder, 'index.html')
    if (!isFile(file)) {
      setResponseStatus(event, 503)
      event.node.res.setHeader('Content-Type', 'text/plain; charset=utf-8')
      return 'The portal\'s page is not built.'
    }
    event.node.res.setHeader('Content-Type', types[extname(file)] ?? 'application/octet-stream')
    event.node.res.setHeader('Cache-Control', path.includes('/assets/') && file === wanted ? 'public, max-age=31536000, immutable' : 'no-cache')
    return event.method === 'HEAD' ? '' : sendStream(event, createReadStream(file))
  })
}
