import { pageStateId } from '#shared/page-state'
import { useServices } from '../services'

/**
 * What every page needs around its rendering: the configuration, the state it starts from, the nonce that its Content-Security-Policy names, and a log
 * line when it failed. The state stands beside Nuxt's payload, which walks through what it carries value by value, on both sides.
 */
export default defineNitroPlugin((nitro) => {
  // Where platforms have an environment for each request, Nitro reads it anew with each; a process has one.
  const configuration = useRuntimeConfig()
  nitro.hooks.hook('request', (event) => { event.context.nitro.runtimeConfig = configuration })
  nitro.hooks.hook('error', (error, { event }) => {
    const status = (error as { statusCode?: number }).statusCode ?? 500
    if (status >= 500) useServices().log.error({ err: error, path: event?.path.split('?')[0] }, 'page.render.failed')
  })
  nitro.hooks.hook('render:html', (html, { event }) => {
    const { nonce, pageState } = event.context
    if (!nonce) return
    // Only where Nuxt puts scripts (the body holds what people wrote), and only inline ones: files are our own by their address.
    const withNonce = (chunk: string) => chunk.replace(/<script(?=[\s>])(?![^>]*\ssrc=)/g, `<script nonce="${nonce}"`)
    html.head = html.head.map(withNonce)
    html.bodyPrepend = html.bodyPrepend.map(withNonce)
    html.bodyAppend = html.bodyAppend.map(withNonce)
    if (pageState) html.bodyAppend.unshift(`<script type="application/json" id="${pageStateId}">${JSON.stringify(pageState).replaceAll('<', '\\u003C')}</script>`)
  })
  nitro.hooks.hook('render:response', (response) => {
    delete response.headers?.['x-powered-by']
  })
})
