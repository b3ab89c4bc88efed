/** An answer of the portal that is not 2xx. */
export class PortalError extends Error {
  constructor(readonly status: number, readonly path: string) {
    super(`${path} answered ${status}`)
    this.name = 'PortalError'
  }
}

async function call<T>(path: string, init?: RequestInit): Promise<T> {
  const response = await fetch(path, { credentials: 'same-origin', ...init })
  if (!response.ok) throw new PortalError(response.status, path)
  const text = await response.text()
  return (text === '' ? undefined : JSON.parse(text)) as T
}

const sending = (method: string, body: unknown): RequestInit => ({
  method,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body ?? {}),
})

/**
 * The portal's own endpoints (`/_portal/…`, see portal/shared/contract.ts).
 * Every function resolves with the parsed body and throws {@link PortalError} for a status outside 2xx.
 */
export const api = {
  get: <T>(path: string) => call<T>(`/_portal/${path}`),
  post: <T>(path: string, body?: unknown) => call<T>(`/_portal/${path}`, sending('POST', body)),
  patch: <T>(path: string, body: unknown) => call<T>(`/_portal/${path}`, sending('PATCH', body)),
}
