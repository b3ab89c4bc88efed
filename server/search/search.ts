import type { SearchHit, SearchPage, SearchQuery } from '#shared/search'
import { searchDepth, searchPageSize } from '#shared/search'
import { noteEntries } from '../notes/entries'
import type { Viewer } from '../notes/views'
import type { Services } from '../services'
import { excerptOf, highlighted, matchOf, wordsOf } from './words'

/**
 * Notes that fit, of all that the viewer may see: their own and the team's on subjects that Bitrix24 showed them.
 * Words that are no words (punctuation only) find nothing.
 */
export async function searchNotes(viewer: Viewer, query: SearchQuery, services: Pick<Services, 'repositories'>): Promise<SearchPage> {
  const { repositories } = services
  const portalId = viewer.portal.id
  const viewerId = viewer.user.userId
  const { text, author, after, ...filters } = query
  const words = wordsOf(text)
  if (text !== '' && words.length === 0) return { hits: [], more: null }

  const match = words.length > 0 ? matchOf(portalId, words) : null
  const rows = await repositories.search.find({ portalId, viewerId, match, authorId: author, ...filters, limit: searchPageSize + 1, offset: after })
  const entries = await noteEntries(viewer, rows.slice(0, searchPageSize), services)
  const hits = entries.map(({ note, subject }): SearchHit => ({
    note, subject, excerpt: excerptOf(note.text, words), title: highlighted(subject.title, words), author: highlighted(note.author.name, words),
  }))
  const next = after + searchPageSize
  return { hits, more: rows.length > searchPageSize && next <= searchDepth ? next : null }
}
