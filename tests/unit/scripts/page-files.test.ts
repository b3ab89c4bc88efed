import { expect, it } from 'vitest'
import { pageFiles } from '../../../scripts/lib/page-files.mjs'

const pages = Array.from({ length: 9 }, (_, index) => `page-${index}`)
/**
 * Nine pages, one of which shows a diary or a calendar by turns, so ten screens: all need a frame, eight a list, six a field. Two pages
 * show a chart, and the diary at once. The entry brings the language along.
 */
const imports: Record<string, string[]> = {
  'entry': ['language'],
  ...Object.fromEntries(pages.map((page, index) => [page, ['frame', ...index < 7 ? ['list'] : [], ...index < 5 ? ['field'] : [], ...index < 2 ? ['chart', 'diary'] : []]])),
  'page-8': ['frame', 'page-8.script'],
  'page-8.script': [],
  'language': [],
  'frame': ['language'],
  'list': ['row', 'shared/id-schemas.ts'],
  'row': ['frame'],
  'field': ['row'],
  'chart': ['row'],
  'diary': ['list', 'field', 'clock'],
  'calendar': ['clock'],
  'clock': [],
  'shared/id-schemas.ts': [],
}
const byTurns: Record<string, string[]> = { 'page-8.script': ['diary', 'calendar'] }

function fileOf(id: string, from = imports) {
  const graph = {
    getModuleIds: () => Object.keys(from).values(),
    getModuleInfo: (module: string) => ({
      isEntry: module === 'entry',
      importedIds: from[module] ?? [],
      importers: Object.keys(from).filter(other => from[other]!.includes(module)),
      dynamicallyImportedIds: byTurns[module] ?? [],
    }),
  }
  return pageFiles(module => /^page-\d$/.test(module))(id, graph as unknown as Parameters<ReturnType<typeof pageFiles>>[1])
}

it('puts together what the same share of screens needs', () => {
  expect(fileOf('frame')).toBe('every-page')
  expect([fileOf('list'), fileOf('row')]).toEqual(['most-pages', 'most-pages'])
  expect(fileOf('field')).toBe('many-pages')
})

it('leaves to the bundler what few need, the pages themselves, the entry with what it brings along, and schemas', () => {
  for (const id of ['chart', 'clock', 'page-0', 'entry', 'language', 'shared/id-schemas.ts']) expect(fileOf(id), id).toBeUndefined()
})

it('leaves what a page shows by turns a file of its own, however many show it at once', () => {
  const everywhere = Object.fromEntries(Object.entries(imports).map(([id, imported]) => [id, /^page-[0-7]$/.test(id) ? [...imported, 'diary'] : imported]))
  expect(fileOf('clock', everywhere)).toBe('every-page')
  expect(fileOf('diary', everywhere)).toBeUndefined()
})
