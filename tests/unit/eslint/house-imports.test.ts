import { RuleTester } from 'eslint'
import { describe, expect, it } from 'vitest'
import { areaOf, objection, resolveImport } from '../../../eslint/rules/areas.mjs'
import rule from '../../../eslint/rules/house-imports.mjs'

RuleTester.describe = describe
RuleTester.it = it

const tester = new RuleTester({ languageOptions: { ecmaVersion: 'latest', sourceType: 'module' } })
const against = (reason: RegExp) => [{ message: reason }]

tester.run('house-imports', rule, {
  valid: [
    { filename: 'pages/index.vue.js', code: `import { noteTextLimit } from '#shared/notes'` },
    { filename: 'pages/index.vue.js', code: `import NoteList from '~/components/NoteList.vue'` },
    { filename: 'components/NoteList.js', code: `import { useLaunch } from '~/app/composables/useLaunch'` },
    { filename: 'app/layouts/default.js', code: `import X from '../../components/X.vue'` },
    { filename: 'server/api/notes.js', code: `import { getQuery } from 'h3'\nimport { listNotes } from '../notes/list'` },
    { filename: 'server/notes/list.js', code: `import { notes } from '#db/repositories/notes'\nimport { AppError } from '#shared/errors'` },
    { filename: 'db/client.js', code: `import Database from 'better-sqlite3'` },
    { filename: 'portal/page/frame.js', code: `import '../shared/contract'` },
    { filename: 'tests/e2e/notes.spec.js', code: `import { startStandIn } from '../../portal/server/index'` },
    { filename: 'scripts/demo.js', code: `export * from '../shared/notes'` },
  ],
  invalid: [
    { filename: 'components/NoteList.js', code: `import Page from '~/pages/index.vue'`, errors: against(/"components" must not import "pages"/) },
    { filename: 'app/composables/useNotes.js', code: `import X from '~/components/X.vue'`, errors: against(/"app" must not import "components"/) },
    { filename: 'pages/index.js', code: `const { x } = await import('../server/config')`, errors: against(/"pages" must not import "server domain"/) },
    { filename: 'server/notes/list.js', code: `import { createError } from 'h3'`, errors: against(/knows no web framework/) },
    { filename: 'server/notes/list.js', code: `import { useRuntimeConfig } from '#imports'`, errors: against(/knows no web framework/) },
    { filename: 'server/notes/list.js', code: `import h from '../api/notes.get'`, errors: against(/"server domain" must not import "server edge"/) },
    { filename: 'db/client.js', code: `import { config } from '../server/config'`, errors: against(/"db" must not import "server domain"/) },
    { filename: 'db/client.js', code: `import 'nuxt/app'`, errors: against(/knows no web framework/) },
    { filename: 'shared/notes.js', code: `export * from '#db/schema'`, errors: against(/"shared" must not import "db"/) },
    { filename: 'portal/server/oauth.js', code: `import { AppError } from '#shared/errors'`, errors: against(/"portal" must not import "shared"/) },
    { filename: 'portal/page/frame.js', code: `export { x } from '../server/state'`, errors: against(/"portal page" must not import "portal"/) },
    { filename: 'server/launch/prove.js', code: `import '../../portal/shared/contract'`, errors: against(/"server domain" must not import "portal contract"/) },
    { filename: 'server/launch/prove.js', code: `import '../../tests/helpers'`, errors: against(/never the other way round/) },
  ],
})

describe('areaOf', () => {
  it('gives every folder of the house to one area, and configuration to none', () => {
    expect(areaOf('server/api/notes.get.ts')?.name).toBe('server edge')
    expect(areaOf('server/notes/list.ts')?.name).toBe('server domain')
    expect(areaOf('app/app.vue')?.name).toBe('app shell')
    expect(areaOf('nuxt.config.ts')).toBeUndefined()
  })
})

describe('resolveImport', () => {
  it.each([
    ['~/components/X.vue', 'components/X.vue'],
    ['#shared/notes', 'shared/notes'],
    ['#db', 'db/'],
    ['../notes/list', 'server/notes/list'],
    ['@bitrix24/b24jssdk', null],
    ['valibot', null],
  ])('%s leads to %s', (source, target) => {
    expect(resolveImport(source, 'server/api/notes.get.ts')).toBe(target)
  })
})

describe('objection', () => {
  it('knows the bare alias of an area', () => {
    expect(objection('#db', 'shared/notes.ts')).toMatch(/must not import "db"/)
    expect(objection('#db', 'server/notes/list.ts')).toBeNull()
  })
})
