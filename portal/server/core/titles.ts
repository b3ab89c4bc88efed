import type { PlacementRow } from './world'

type Named = Pick<PlacementRow, 'title' | 'groupName' | 'langAll'>

const textsIn = (row: Pick<Named, 'langAll'>, language: string): Named['langAll'][string] | undefined =>
  row.langAll[language] ?? row.langAll.en ?? Object.values(row.langAll)[0]

/** Title in a language: LANG_ALL of it, else English, else any; without LANG_ALL the plain title, which may be empty. */
export const placementTitle = (row: Pick<Named, 'title' | 'langAll'>, language: string): string => textsIn(row, language)?.TITLE || row.title

/** GROUP_NAME, found in the same way; empty where none was given. */
export const placementGroup = (row: Pick<Named, 'groupName' | 'langAll'>, language: string): string => textsIn(row, language)?.GROUP_NAME || row.groupName
