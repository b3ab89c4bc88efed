import type { Note } from '#db/repositories/notes'
import { AppError } from '#shared/errors'
import { tasksIn } from '#shared/markdown'
import { parseMarkdown } from '#shared/markdown-parser'
import type { NoteChange } from '#shared/notes'
import type { Services } from '../services'
import type { Viewer } from './views'

/** What may be a task's box; which ones are, the parser says. */
const box = /\[[ xX]\](?=\s)/g

/**
 * Ticks a task of a note that the viewer may see, or takes the tick away. That is no edit: whoever sees a note works with its
 * tasks, its author's text stays theirs.
 * @param version the one on which the viewer saw the task
 * @throws AppError `note_changed` when the note is another by now, `note_task_missing` when it has no such task
 */
export async function tickNote(viewer: Viewer, note: Note, { task, done }: NonNullable<NoteChange['tick']>, version: number | undefined, { repositories }: Pick<Services, 'repositories'>): Promise<Note> {
  if (note.version !== version) throw new AppError('note_changed', 'The note was changed meanwhile')
  const text = withTick(note.text, task, done)
  if (text === null) throw new AppError('note_task_missing', 'There is no such task in the note')
  const ticked = await repositories.notes.tick({ portalId: viewer.portal.id, viewerId: viewer.user.userId, id: note.id, version, text })
  if (!ticked) throw new AppError('note_changed', 'The note was changed meanwhile')
  return ticked
}

/**
 * A text with one of its tasks ticked or not; null when it has no such task. The parser keeps no positions, so each box in the text
 * is given the bits of its number as ticks, one bit at a time, and what the task says then is the number of its box.
 * @param task its number from 0, as the parser counts
 */
export function withTick(text: string, task: number, done: boolean): string | null {
  const boxes = [...text.matchAll(box)].map(({ index }) => index + 1)
  const taskOf = (marked: string) => tasksIn(parseMarkdown(marked) ?? [])[task]
  if (!taskOf(text)) return null
  let found = 0
  for (let bit = 1; bit < boxes.length; bit *= 2) {
    if (taskOf(marked(text, boxes.filter((_, index) => index & bit), boxes))?.done) found += bit
  }
  const at = boxes[found]!
  return text.slice(0, at) + (done ? 'x' : ' ') + text.slice(at + 1)
}

/** The text with these boxes ticked and the others not. */
function marked(text: string, ticked: number[], boxes: number[]): string {
  const characters = text.split('')
  for (const at of boxes) characters[at] = ' '
  for (const at of ticked) characters[at] = 'x'
  return characters.join('')
}
