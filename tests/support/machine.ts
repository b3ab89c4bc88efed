import { arch, cpus, platform, totalmem } from 'node:os'

/** What something ran on, in one line: figures of two machines are not to be compared. */
export function describeMachine(): string {
  const [first] = cpus()
  return `${cpus().length} × ${first?.model.trim() || 'unknown processor'}, ${(totalmem() / 2 ** 30).toFixed(0)} GB, ${platform()} ${arch()}, Node ${process.version}`
}
