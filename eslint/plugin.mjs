// @ts-check
import houseImports from './rules/house-imports.mjs'
import noSecretsInLogs from './rules/no-secrets-in-logs.mjs'

/** Rules that only make sense in this house; each has its tests in tests/unit/eslint/. */
export default {
  meta: { name: 'sidenote' },
  rules: {
    'house-imports': houseImports,
    'no-secrets-in-logs': noSecretsInLogs,
  },
}
