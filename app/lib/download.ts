import { Problem } from './problem'
import { problemIn } from './request'

/** How somebody follows a file that is on its way. */
export interface Following {
  /** Ends it early. */
  signal: AbortSignal
  /**
   * @param bytes that have come so far
   * @param piece the last of them
   */
  onProgress: (bytes: number, piece: Uint8Array) => void
}

/**
 * A file of our own server. It takes as long as it takes: only who asked for it knows when it is too long.
 * @throws Problem with the server's code, or `offline` when it breaks off; AbortError when it was ended by `signal`
 */
export async function requestFile(path: string, { token, signal, onProgress }: Following & { token?: string }): Promise<Blob> {
  try {
    const response = await fetch(path, { headers: token ? { authorization: `Bearer ${token}` } : {}, credentials: 'omit', cache: 'no-store', signal })
    if (!response.ok || !response.body) throw problemIn(response, await response.json().catch(() => null))
    const pieces: Uint8Array<ArrayBuffer>[] = []
    let bytes = 0
    for (const reader = response.body.getReader(); ;) {
      const { done, value } = await reader.read()
      if (done) return new Blob(pieces, { type: response.headers.get('content-type') ?? '' })
      pieces.push(value)
      onProgress(bytes += value.length, value)
    }
  }
  catch (error) {
    if (error instanceof Problem || signal.aborted) throw error
    throw new Problem('offline', { cause: error })
  }
}

const newline = 0x0A
const quote = 0x22

/**
 * Counts the lines of a file as its pieces come.
 * @param options.quoted what stands in quotes is one cell of a table, whose own lines are none of the file's
 * @returns takes the next piece; says how many lines have ended so far
 */
export function createLineCounter({ quoted }: { quoted: boolean }): (piece: Uint8Array) => number {
  let lines = 0
  let isInside = false
  return (piece) => {
    for (const byte of piece) {
      if (byte === quote) isInside = quoted && !isInside
      else if (byte === newline && !isInside) lines += 1
    }
    return lines
  }
}

/** Gives a file to the person: the browser keeps it where it keeps downloads. */
export function saveFile(content: Blob, name: string): void {
  const address = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The download has its own hold on the content by then.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
