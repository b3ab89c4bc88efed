import { pageStateId } from '#shared/page-state'
import { useServices } from '../services'

/**
 * Last touches to a rendered page: the state it starts from, the nonce that its Content-Security-Policy names, and a log line when it failed. The state
 * stands beside Nuxt's payload, which walks through what it carries value by value, on both sides.
 */
export default defineNitroPlugin((nitro) => {
  nitro.hooks.hook('error', (error, { event }) => {
    const status = (error as { statusCode?: number }).statusCode ?? 500
    if (status >= 500) useServices().log.error({ err: error, path: event?.path.split('?')[0] }, 'page.render.failed')
  })
  nitro.hooks.hook('render:html', (html, { event }) => {
    const { nonce, pageState } = event.context
    if (!nonce) return
    // Only where Nuxt puts scripts and preloads; the body holds what people wrote.
    const withNonce = (chunk: string) => chunk.replace(/<(script|link rel="(?:modulepreload|preload)")(?=[\s>])/g, `<$1 nonce="${nonce}"`)
    html.head = html.head.map(withNonce)
    html.bodyPrepend = html.bodyPrepend.map(withNonce)
    html.bodyAppend = html.bodyAppend.map(withNonce)
    if (pageState) html.bodyAppend.unshift(`<script type="application/json" id="${pageStateId}">${JSON.stringify(pageState).replaceAll('<', '\\u003C')}</script>`)
  })
  nitro.hooks.hook('render:response', (response) => {
    delete response.headers?.['x-powered-by']
  })
})
