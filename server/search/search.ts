import { plainText } from '#shared/markdown'
import type { SearchHit, SearchPage, SearchQuery } from '#shared/search'
import { searchDepth, searchPageSize } from '#shared/search'
import { noteEntries } from '../notes/entries'
import type { Viewer } from '../notes/views'
import type { Services } from '../services'
import { confirmSubjects } from '../subjects/confirm'
import { excerptOf, highlighted, matchesOf, wordsOf } from './words'

/**
 * Notes that fit, of all that the viewer may see: their own and the team's on subjects that Bitrix24 showed them. What it
 * has not said lately about those of a page is asked again: who lost a task finds nothing of it.
 * Words that are no words (punctuation only) find nothing.
 * @throws AppError when the portal has to be asked and cannot be
 */
export async function searchNotes(viewer: Viewer, query: SearchQuery, services: Pick<Services, 'repositories' | 'restFor' | 'clock'>): Promise<SearchPage> {
  const { repositories } = services
  const portalId = viewer.portal.id
  const viewerId = viewer.user.userId
  const { text, author, after, ...filters } = query
  const words = wordsOf(text)
  if (text !== '' && words.length === 0) return { hits: [], more: null }

  const matches = words.length > 0 ? matchesOf(portalId, words) : null
  const rows = await repositories.search.find({ portalId, viewerId, matches, authorId: author, ...filters, limit: searchPageSize + 1, offset: after })
  const page = rows.slice(0, searchPageSize)
  const shown = await confirmSubjects(portalId, viewerId, page.map(note => note.subject), services)
  const entries = await noteEntries(viewer, page.filter(note => shown.has(note.subject)), services)
  const hits = entries.map(({ note, subject }): SearchHit => ({
    note, subject, excerpt: excerptOf(plainText(note), words), title: highlighted(subject.title, words), author: highlighted(note.author.name, words),
  }))
  const next = after + searchPageSize
  return { hits, more: rows.length > searchPageSize && next <= searchDepth ? next : null }
}
