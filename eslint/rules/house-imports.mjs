// @ts-check
import path from 'node:path'
import { objection } from './areas.mjs'

/**
 * Imports go one way through the house: pages → components → app → shared, server/routes|api → domain → db → shared,
 * and the stand-in portal knows nothing of the app it imitates a home for.
 *
 * @type {import('eslint').Rule.RuleModule}
 */
export default {
  meta: {
    type: 'problem',
    docs: { description: 'imports follow the direction of the house' },
    messages: { against: '{{reason}}' },
    schema: [],
  },
  create(context) {
    const from = path.relative(context.cwd, context.filename).split(path.sep).join('/')

    /** @param {any} source */
    function check(source) {
      if (typeof source?.value !== 'string') return
      const reason = objection(source.value, from)
      if (reason) context.report({ node: source, messageId: 'against', data: { reason } })
    }

    return {
      ImportDeclaration: node => check(node.source),
      ImportExpression: node => check(node.source),
      ExportNamedDeclaration: node => check(node.source),
      ExportAllDeclaration: node => check(node.source),
      /** @param {any} node `import('…')` in a type */
      TSImportType: node => check(node.source ?? node.argument?.literal),
    }
  },
}
