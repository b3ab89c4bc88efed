import type { PlacementRow } from './world'

/** Title in a language: LANG_ALL of it, else English, else any; without LANG_ALL the plain title, which may be empty. */
export function placementTitle(row: Pick<PlacementRow, 'title' | 'langAll'>, language: string): string {
  const texts = row.langAll[language] ?? row.langAll.en ?? Object.values(row.langAll)[0]
  return texts?.TITLE || row.title
}
