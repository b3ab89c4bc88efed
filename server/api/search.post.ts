import { SearchQuerySchema } from '#shared/search'
import { searchNotes } from '../search/search'
import { useServices } from '../services'
import { defineApi, readJson } from '../utils/api'
import { requireInstalled } from '../utils/session'

/** Finds notes by words and filters. */
export default defineApi(async (event) => {
  const session = await requireInstalled(event)
  const query = await readJson(event, SearchQuerySchema)
  return searchNotes(session, query, useServices())
})
