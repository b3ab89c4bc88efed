import { complain } from '../operation'
import type { Operation } from '../operation'
import type { KnownNote, Stage } from '../stage'

interface ExportFile { notes: { id: string }[], count: number }

/** All notes of the portal as a file: whole or visibly cut off, and whole when asked for again. */
export function exportNotes({ clients: { admin }, notes, taken }: Stage): Operation {
  async function take(expected: KnownNote[]): Promise<string[]> {
    const answer = await admin.call('GET', '/api/admin/export?format=json&language=en&zone=Europe%2FLondon')
    const text = await answer.text()
    if (!answer.ok) return [`An export answered ${answer.status} ${text.slice(0, 200)}`]
    const file = parsed(text)
    if (file?.count !== file?.notes.length || !file) return ['An export ended as if it were whole, and is not']
    const exported = new Set(file.notes.map(({ id }) => id))
    return complain(!expected.every(({ id }) => exported.has(id)), 'An export lacks notes')
  }
  return {
    kind: 'export',
    run: () => take([]),
    verify: () => take([...notes.values()].filter(({ id, deleted }) => !deleted && !taken.has(id))),
  }
}

function parsed(text: string): ExportFile | undefined {
  try {
    return JSON.parse(text) as ExportFile
  }
  catch {
    return undefined
  }
}
