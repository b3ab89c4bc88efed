/**
 * The background worker's whole page: no framework, no style, no second request. Nobody sees it, unless they open its
 * address themselves.
 * @param script the program, as the build bundled it
 * @param nonce that the page's Content-Security-Policy names
 */
export function workerPage(script: string, nonce: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Sidenote</title><p>From here, Sidenote reminds of follow-ups. There is nothing to see.</p><script type="module" nonce="${nonce}">${script}</script></html>\n`
}
