import type { BrowserContext, ConsoleMessage, Request, Response } from '@playwright/test'

/** Something that a test expects to go wrong. Whatever is not declared fails the test. */
export type Allowance =
  | { url: RegExp, status: number }
  | { url: RegExp, failure: RegExp }
  | { console: RegExp }
  | { stranger: RegExp }
  | { appLog: RegExp }

/** Watches a browser context and remembers everything that a person would call broken. */
export class Watch {
  readonly #allowances: Allowance[] = []
  readonly #findings: { what: string, expected: (allowance: Allowance) => boolean }[] = []

  constructor(readonly isOurs: (url: URL) => boolean) {}

  /** Declares an expected failure, before or after it happened. */
  allow(...allowances: Allowance[]): void {
    this.#allowances.push(...allowances)
  }

  /** What happened and nobody declared. */
  problems(): string[] {
    return this.#findings.filter(({ expected }) => !this.#allowances.some(expected)).map(({ what }) => what)
  }

  /** Notes a problem that was seen elsewhere, such as in the app's log. */
  note(what: string, expected: (allowance: Allowance) => boolean = () => false): void {
    this.#findings.push({ what, expected })
  }

  async attach(context: BrowserContext): Promise<void> {
    // A violated policy reaches the console only sometimes; the event comes always.
    await context.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) => {
        console.error(`Content-Security-Policy violated: ${event.violatedDirective} by ${event.blockedURI}`)
      })
    })
    context.on('console', message => this.#onConsole(message))
    context.on('weberror', webError => this.note(`uncaught in the page: ${webError.error().stack ?? webError.error().message}`))
    context.on('request', request => this.#onRequest(request))
    context.on('response', response => this.#onResponse(response))
    context.on('requestfailed', request => this.#onFailure(request))
  }

  #onConsole(message: ConsoleMessage) {
    const text = message.text()
    if (message.type() !== 'error' && !/hydrat/i.test(text)) return
    const { url } = message.location()
    // Chromium repeats each failed request on the console; it is judged by its address and status.
    const status = Number(/^Failed to load resource: the server responded with a status of (\d+)/.exec(text)?.[1])
    const broken = /^Failed to load resource: (net::\S+)/.exec(text)?.[1]
    this.note(`console ${message.type()}: ${text} (${url})`, allowance =>
      ('console' in allowance && allowance.console.test(text))
      || ('status' in allowance && allowance.status === status && allowance.url.test(url))
      || ('failure' in allowance && broken !== undefined && allowance.failure.test(broken) && allowance.url.test(url)))
  }

  #onRequest(request: Request) {
    const url = new URL(request.url())
    if (!url.protocol.startsWith('http') || this.isOurs(url)) return
    this.note(`request to a stranger: ${request.method()} ${request.url()}`, allowance => 'stranger' in allowance && allowance.stranger.test(request.url()))
  }

  #onResponse(response: Response) {
    const status = response.status()
    if (status < 400) return
    this.note(`${status} for ${response.request().method()} ${response.url()}`, allowance =>
      'status' in allowance && allowance.status === status && allowance.url.test(response.url()))
  }

  #onFailure(request: Request) {
    const failure = request.failure()?.errorText ?? 'failed'
    // A page that goes away takes its unfinished requests with it.
    if (failure === 'net::ERR_ABORTED') return
    this.note(`${failure} for ${request.method()} ${request.url()}`, allowance =>
      'failure' in allowance && allowance.failure.test(failure) && allowance.url.test(request.url()))
  }
}
