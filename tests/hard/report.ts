import { markdownTable } from '../support/markdown'
import type { Trial } from './part'
import type { PartResult } from './part-process'

/** What came of one part: its trials, or the one that it could not be carried out. */
export interface Outcome extends PartResult { minutes: number }

/** Whether a trial held, every time it was tried; what was never tried did not. */
export const held = (trial: Trial): boolean => trial.tried > 0 && trial.held === trial.tried

/**
 * The report as Markdown: one table of everything that was tried.
 * @param about one line about where, when and with which seed it ran
 */
export function markdownOf(outcomes: readonly Outcome[], about: string): string {
  const rows = outcomes.flatMap(({ title, trials }) => trials.map(trial => [
    title, trial.what, count(trial.tried), `${count(trial.held)} ${held(trial) ? '✓' : '✗'}`, trial.note ?? '',
  ]))
  const times = outcomes.map(({ title, minutes }) => `${title} ${minutes.toFixed(1)}`).join(', ')
  return [`${about}.`, markdownTable(['part', 'what was tried', 'tried', 'held', 'note'], rows), `Minutes: ${times}.`].join('\n\n')
}

const count = (number: number) => number.toLocaleString('en')
