import { RuleTester } from 'eslint'
import { describe, it } from 'vitest'
import rule from '../../../eslint/rules/no-secrets-in-logs.mjs'

RuleTester.describe = describe
RuleTester.it = it

const tester = new RuleTester({ languageOptions: { ecmaVersion: 'latest', sourceType: 'module' } })
const naming = (name: string) => [{ messageId: 'secret', data: { name } }]

tester.run('no-secrets-in-logs', rule, {
  valid: [
    // The event's name may speak of tokens; it is text, not a value.
    `log.info('token.refresh.done', { portal: portal.id, ms })`,
    `logger.warn('launch.refused', { code })`,
    `save(accessToken)`,
    `catalog.add(token)`,
    // A text that is called log.
    `log.includes(token)`,
  ],
  invalid: [
    { code: `log.info('x', { accessToken })`, errors: naming('accessToken') },
    { code: `log.info('x', accessToken)`, errors: naming('accessToken') },
    { code: `this.log.error('x', { a: session.token })`, errors: naming('token') },
    { code: `logger.debug(\`got \${launch.AUTH_ID}\`)`, errors: naming('AUTH_ID') },
    { code: `console.log({ ['a']: body.refreshId })`, errors: naming('refreshId') },
    { code: `log('x', { 'client_secret': 1 })`, errors: naming('client_secret') },
    { code: `useLogger().info('x', () => noteText)`, errors: naming('noteText') },
    { code: `log.warn('x', [user.password])`, errors: naming('password') },
  ],
})
