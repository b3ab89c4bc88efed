// @ts-check

const logNames = /^(log|logger|console)$/
/** A string may be called `log`, too; it is no logger, and `log.includes(…)` writes nothing. */
const logMethods = /^(trace|debug|info|log|warn|error|fatal|dir|table|child)$/
const secretNames = /token|secret|password|auth_?id|refresh_?id|note_?text/i

/**
 * Whether `callee` is a logger: `log(…)`, `log.info(…)`, `this.log.info(…)`, `useLogger().info(…)`.
 * @param {any} callee
 * @returns {boolean}
 */
function isLogger(callee) {
  if (callee.type === 'Identifier') return logNames.test(callee.name)
  if (callee.type === 'CallExpression') return isLoggerFactory(callee.callee)
  if (callee.type === 'MemberExpression') return isLogger(callee.object) || isLogger(callee.property)
  return false
}

/**
 * Whether the call writes to a log.
 * @param {any} callee
 */
function writesLog(callee) {
  if (callee.type !== 'MemberExpression') return isLogger(callee)
  return isLogger(callee.object) && logMethods.test(callee.property.name)
}

/** @param {any} callee */
function isLoggerFactory(callee) {
  return callee.type === 'Identifier' && /^(use|create|get)Logg?(er)?$/.test(callee.name)
}

/**
 * No name that smells of a credential or of what people wrote may stand in a logger's arguments.
 * Redaction at run time is the second net; this is the first, and it costs nothing.
 *
 * @type {import('eslint').Rule.RuleModule}
 */
export default {
  meta: {
    type: 'problem',
    docs: { description: 'no token-like name in a logger call' },
    messages: {
      secret: '"{{name}}" looks like a secret or a person\'s text, and this is a log. Log an id, a code or a count; whoever reads logs must learn nothing they could use.',
    },
    schema: [],
  },
  create(context) {
    const { visitorKeys } = context.sourceCode

    /** @param {any} node @param {any} name */
    const report = (node, name) => secretNames.test(name) && context.report({ node, messageId: 'secret', data: { name } })

    /** @param {any} node */
    function inspect(node) {
      if (!node) return
      if (node.type === 'Identifier' || node.type === 'PrivateIdentifier') return void report(node, node.name)
      if (node.type === 'Property') {
        if (node.shorthand) return inspect(node.value)
        if (node.key.type === 'Literal') report(node.key, String(node.key.value))
      }
      for (const key of visitorKeys[node.type] ?? []) {
        for (const child of [node[key]].flat()) inspect(child)
      }
    }

    return {
      CallExpression(node) {
        if (writesLog(node.callee)) node.arguments.forEach(inspect)
      },
    }
  },
}
