import { createError, defineEventHandler } from 'h3'

/**
 * An address is a path that begins with one slash. HTTP allows others too (a whole URL, `*`), and what begins with two is another host to whoever
 * reads it as a URL: rendering a page does.
 */
export default defineEventHandler((event) => {
  if (!/^\/(?![/\\])/.test(event.path)) throw createError({ statusCode: 404 })
})
