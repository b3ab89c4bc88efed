/** The process lives. */
export default defineEventHandler(() => ({ status: 'ok' }))
