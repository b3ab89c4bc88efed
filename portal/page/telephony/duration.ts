/** Milliseconds as `04:09`, or `1:04:09` from an hour on. */
export function clockOf(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map(part => String(part).padStart(2, '0'))
  return seconds < 3600 ? parts.slice(1).join(':') : [String(Number(parts[0])), ...parts.slice(1)].join(':')
}
