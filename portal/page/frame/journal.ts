import type { FrameJournalReport } from '../../shared/contract'
import { api } from '../data/api'

/** Reports a frame message to the portal's journal. The journal is for people: a lost line must not disturb the frame. */
export function report(line: FrameJournalReport): void {
  api.post<unknown>('journal', line).catch(() => undefined)
}
