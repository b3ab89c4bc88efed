import type { PageState } from '#shared/launch'

declare module 'h3' {
  interface H3EventContext {
    /** What the page starts from; set for every page request before it is rendered. */
    pageState?: PageState
    /** Of this answer's scripts (Content-Security-Policy). */
    nonce?: string
    /** The request was proven to come from somebody of a portal. */
    isKnown?: boolean
  }
}

export {}
