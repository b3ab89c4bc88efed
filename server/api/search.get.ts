import { SearchQuerySchema } from '#shared/search'
import { searchNotes } from '../search/search'
import { useServices } from '../services'
import { defineApi, readQuery } from '../utils/api'
import { requireInstalled } from '../utils/session'

/** Finds notes by words and filters. */
export default defineApi(async (event) => {
  const session = await requireInstalled(event)
  return searchNotes(session, readQuery(event, SearchQuerySchema), useServices())
})
