import type { NoteCursor } from '#db/repositories/notes'
import { AppError } from '#shared/errors'
import { listPageSize } from '#shared/notes'
import { lastListStart } from '../subjects/task-list'

const pattern = /^([01])\.(\d{1,15})\.([0-9a-f-]{36})$/

/** Where a page of notes ends, for the next one. */
export function encodeCursor({ pinned, createdAt, id }: NoteCursor): string {
  return `${Number(pinned)}.${createdAt}.${id}`
}

/** @throws AppError `bad_request` for anything {@link encodeCursor} did not make */
export function decodeCursor(text: string): NoteCursor {
  const [, pinned, createdAt, id] = pattern.exec(text) ?? []
  if (!id) throw new AppError('bad_request', 'This is not a cursor of ours')
  return { pinned: pinned === '1', createdAt: Number(createdAt), id }
}

/**
 * The number of the first task of a page of a task list: as Bitrix24 counts them, in whole pages.
 * @throws AppError `bad_request` for anything else
 */
export function decodeListCursor(text: string): number {
  const start = /^\d{1,6}$/.test(text) ? Number(text) : -1
  if (start < 0 || start > lastListStart || start % listPageSize !== 0) throw new AppError('bad_request', 'This is not a cursor of ours')
  return start
}
