// @ts-check
import './eslint/node-20.mjs'
import withNuxt from './.nuxt/eslint.config.mjs'
import sidenote from './eslint/plugin.mjs'
import { domainGlobals, environmentReaders, everywhere, terminalPrograms, whereEnvironmentIsRead } from './eslint/restrictions.mjs'

const code = ['**/*.ts', '**/*.mjs', '**/*.vue']

export default withNuxt(
  { name: 'sidenote/ignores', ignores: ['.nuxt-*/**', '.output*/**', '.bench/**', '.hard/**', '.demo/**', '.data/**', '.test/**', 'portal/page/dist/**', 'db/migrations/**'] },
  {
    name: 'sidenote/house',
    files: code,
    plugins: { sidenote },
    rules: {
      'sidenote/house-imports': 'error',
      'sidenote/no-secrets-in-logs': 'error',
      'no-restricted-syntax': ['error', ...everywhere],
      'no-console': 'error',
      // `type Union =` ends its line, the alternatives follow below each other.
      '@stylistic/operator-linebreak': ['error', 'before', { overrides: { '=': 'after' } }],
      // Where white space is kept, a line break between tags is something people see.
      'vue/singleline-html-element-content-newline': 'off',
      // nuxt.config.ts is ordered by meaning: the house first.
      'nuxt/nuxt-config-keys-order': 'off',
      // A short arrow with two statements reads better on one line than on four.
      '@stylistic/max-statements-per-line': ['error', { max: 2 }],
    },
  },
  // Nuxt finds this page by its name.
  { name: 'sidenote/error-page', files: ['app/error.vue'], rules: { 'vue/multi-word-component-names': 'off' } },
  { name: 'sidenote/environment', files: environmentReaders, rules: { 'no-restricted-syntax': ['error', ...whereEnvironmentIsRead] } },
  { name: 'sidenote/terminal', files: terminalPrograms, rules: { 'no-console': 'off' } },
  // Playwright wants a destructured first argument even from a fixture that needs none.
  { name: 'sidenote/fixtures', files: ['tests/e2e/support/**'], rules: { 'no-empty-pattern': ['error', { allowObjectPatternsAsParameters: true }] } },
  {
    name: 'sidenote/domain',
    files: ['server/*/**/*.ts', 'db/**/*.ts', 'shared/**/*.ts'],
    ignores: ['server/{routes,api,middleware,plugins,tasks,utils,http}/**'],
    rules: { 'no-restricted-globals': ['error', ...domainGlobals] },
  },
)
