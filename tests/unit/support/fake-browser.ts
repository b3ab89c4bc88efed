import { vi } from 'vitest'
import type { Browser } from '../../../app/worker/start'
import { startWorker } from '../../../app/worker/start'

const origin = 'https://acme.test'
type Handler = (event: { origin: string, data: unknown }) => void
interface Sent { command: string, params: unknown, target: string, answer: (value?: unknown, from?: string) => void }
interface Asked { path: string, authorization: string | undefined, body: unknown }

/** What tabs of one browser share, and the server that all of them ask. Its clock is Vitest's. */
export function createFakeBrowsers() {
  const stored = new Map<string, string>()
  const held = new Map<string, Promise<unknown>>()
  const asked: Asked[] = []
  const world = {
    stored, asked,
    due: { due: [] as { note: string, dueAt: number }[], next: null as number | null },
    /** Answers of the server; a status other than 200 says nothing. */
    status: (_path: string, _authorization?: string): number => 200,
    openTab,
    /** How often the server was asked what is due. */
    questions: () => asked.filter(({ path }) => path.endsWith('/due')).length,
  }

  const storage = { getItem: (key: string) => stored.get(key) ?? null, setItem: (key: string, value: string) => void stored.set(key, value) }
  const locks = {
    request: (name: string, work: () => Promise<unknown>) => {
      const turn = (held.get(name) ?? Promise.resolve()).then(work)
      held.set(name, turn.catch(() => undefined))
      return turn
    },
  }

  async function fetch(path: string, { headers, body }: { headers: Record<string, string>, body?: string }) {
    asked.push({ path, authorization: headers.authorization, body: body && JSON.parse(body) })
    const status = world.status(path, headers.authorization)
    const sessions = asked.filter(request => request.path === '/api/session').length
    const answer = path === '/api/session' ? { status: 'launched', session: { token: `session-${sessions}`, expiresAt: 0 } } : world.due
    return { status, ok: status === 200, json: async () => status === 200 ? structuredClone(answer) : {} }
  }

  /** A page of the portal with the worker in it. `without` leaves out what some browsers do not have or deny. */
  function openTab(options: { name?: string, visible?: boolean, without?: 'storage' | 'locks' | 'idle' | 'parent' } = {}) {
    const { name = 'acme.test|1|sid-1', without } = options
    const sent: Sent[] = []
    const listeners: Handler[] = []
    const watchers: (() => void)[] = []
    let idle: (() => void) | undefined
    const tab = {
      sent,
      /** What the portal does by itself: answers who is here, and renews. */
      portal: (message: Sent) => {
        if (message.command === 'getInitData') message.answer({ AUTH_ID: 'access-1', REFRESH_ID: 'refresh-1', AUTH_EXPIRES: '3600', MEMBER_ID: 'acme', LANG: 'de', PLACEMENT: 'PAGE_BACKGROUND_WORKER', PLACEMENT_OPTIONS: [] })
        if (message.command === 'refreshAuth') message.answer({ AUTH_ID: 'access-2', REFRESH_ID: 'refresh-2', AUTH_EXPIRES: '3600' })
      },
      sliders: () => sent.filter(({ command }) => command === 'openApplication'),
      becomeIdle: () => idle?.(),
      look(visible: boolean) {
        document.visibilityState = visible ? 'visible' : 'hidden'
        for (const watcher of watchers.splice(0)) watcher()
      },
      /** A message to the frame. */
      hear: (data: unknown, from = origin) => { for (const listener of listeners) listener({ origin: from, data }) },
    }
    const document = { visibilityState: options.visible === false ? 'hidden' : 'visible', addEventListener: (_event: string, watcher: () => void) => void watchers.push(watcher) }
    const parent = {
      postMessage(message: string, target: string) {
        const [command = '', ...rest] = message.split(':')
        const [sid, key, ...params] = rest.reverse()
        if (sid !== 'sid-1') throw new Error(`Nobody knows ${sid}`)
        const json = params.reverse().join(':')
        sent.push({ command, params: json && JSON.parse(json), target, answer: (value, from) => tab.hear(`${key}:${value === undefined ? '' : JSON.stringify(value)}`, from) })
        tab.portal(sent.at(-1)!)
      },
    }
    const browser = {
      name, document, fetch, Date, setTimeout, clearTimeout, crypto,
      location: { pathname: '/placements/page-background-worker' },
      navigator: without === 'locks' ? {} : { locks },
      get localStorage() { if (without === 'storage') throw new DOMException('Denied', 'SecurityError'); return storage },
      ...(without !== 'idle' && { requestIdleCallback: (done: () => void) => { idle = done } }),
      addEventListener: (_event: string, listener: Handler) => void listeners.push(listener),
    }
    const started = startWorker(Object.assign(browser, { parent: without === 'parent' ? browser : parent }) as unknown as Browser)
    return Object.assign(tab, { started })
  }

  return world
}

/** Lets everything happen that is planned within so many milliseconds. */
export const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)
