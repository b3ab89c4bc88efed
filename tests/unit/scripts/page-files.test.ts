import { expect, it } from 'vitest'
import { pageFiles } from '../../../scripts/lib/page-files.mjs'

const pages = Array.from({ length: 10 }, (_, index) => `page-${index}`)
/** Ten pages: all show a frame, eight a list, five a field, two a chart; the entry brings the language along. */
const imports: Record<string, string[]> = {
  'entry': ['language'],
  ...Object.fromEntries(pages.map((page, index) => [page, ['frame', ...index < 8 ? ['list'] : [], ...index < 5 ? ['field'] : [], ...index < 2 ? ['chart'] : []]])),
  'language': [],
  'frame': ['language'],
  'list': ['row', 'shared/id-schemas.ts'],
  'row': ['frame'],
  'field': ['list'],
  'chart': ['row'],
  'shared/id-schemas.ts': [],
}

function fileOf(id: string) {
  const graph = {
    getModuleIds: () => Object.keys(imports).values(),
    getModuleInfo: (module: string) => ({ isEntry: module === 'entry', importedIds: imports[module] ?? [] }),
  }
  return pageFiles(module => module.startsWith('page-'))(id, graph as unknown as Parameters<ReturnType<typeof pageFiles>>[1])
}

it('puts together what the same share of pages loads', () => {
  expect(fileOf('frame')).toBe('every-page')
  expect([fileOf('list'), fileOf('row')]).toEqual(['most-pages', 'most-pages'])
  expect(fileOf('field')).toBe('many-pages')
})

it('leaves to the bundler what few load, the pages themselves, the entry with what it brings along, and schemas', () => {
  for (const id of ['chart', 'page-0', 'entry', 'language', 'shared/id-schemas.ts']) expect(fileOf(id), id).toBeUndefined()
})
