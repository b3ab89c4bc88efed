import type { Browser } from './start'

/** The portal's page around the frame. */
export interface Frame {
  /** Host of the portal, as the frame's name says. */
  domain: string
  /** Sends a command; its answer, or null where the answer is empty. Never settles when nobody answers. */
  send: (command: string, params?: object) => Promise<unknown>
}

/**
 * Speaks the frame's protocol without the SDK, which is many times as large as all of the worker: `command:params:key:sid`
 * there, `key:answer` back. The name of the window says who is around it (`DOMAIN|PROTOCOL|APP_SID`); nobody else is heard.
 * @returns null outside a frame of Bitrix24
 * @see sdk/bx24-js-sdk
 */
export function openFrame(browser: Browser): Frame | null {
  const [domain, protocol, sid] = browser.name.split('|')
  if (!domain || !sid || browser.parent === browser) return null
  const origin = `http${protocol === '1' ? 's' : ''}://${domain.replace(/:(?:80|443)$/, '')}`
  const waiting = new Map<string, (answer: string) => void>()

  browser.addEventListener('message', ({ origin: from, data }) => {
    if (from !== origin || typeof data !== 'string') return
    const [key = ''] = data.split(':', 1)
    waiting.get(key)?.(data.slice(key.length + 1))
    waiting.delete(key)
  })

  return {
    domain,
    async send(command, params) {
      const key = browser.crypto.randomUUID()
      const answer = await new Promise<string>((done) => {
        waiting.set(key, done)
        browser.parent.postMessage([command, params && JSON.stringify(params), key, sid].filter(Boolean).join(':'), origin)
      })
      return answer === '' ? null : JSON.parse(answer)
    },
  }
}
