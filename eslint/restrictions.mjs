// @ts-check

/** Where `process.env` may be read: configuration itself, and what starts processes. */
export const environmentReaders = [
  '*.config.{ts,mjs}',
  'server/config.ts',
  'portal/server/main.ts',
  'portal/page/vite.config.ts',
  'scripts/**',
  'tests/**',
]

/** Programs that talk to a person at a terminal, and the watcher whose reports travel over a page's console. */
export const terminalPrograms = ['scripts/**', 'portal/server/main.ts', 'tests/e2e/support/watch.ts']

const bx24 = {
  selector: ':matches(Identifier[name="BX24"], MemberExpression[property.value="BX24"])',
  message: 'BX24 is the old global script. Use @bitrix24/b24jssdk through app/composables: it is typed, and it works with the stand-in.',
}

const environment = [
  {
    selector: 'MemberExpression[object.name="process"][property.name="env"]',
    message: 'Configuration is read and checked once, in server/config.ts. Take the value from there, so that a wrong one stops the start with a clear sentence.',
  },
  {
    selector: 'ImportDeclaration[source.value=/^(node:)?process$/]',
    message: 'Importing process is reading the environment by the back door. Take configuration from server/config.ts.',
  },
]

/** `no-restricted-syntax` options for ordinary code. */
export const everywhere = [bx24, ...environment]
/** The same for {@link environmentReaders}. */
export const whereEnvironmentIsRead = [bx24]

/** Nitro and Vue auto-imports that would let the web framework into the domain without an import. */
export const domainGlobals = [
  'defineEventHandler', 'eventHandler', 'createError', 'readBody', 'readRawBody', 'getQuery', 'getHeader', 'getRequestHeader', 'setHeader',
  'setResponseHeader', 'setResponseStatus', 'sendError', 'useRuntimeConfig', 'useStorage', 'useNitroApp', 'useEvent', '$fetch',
].map(name => ({
  name,
  message: `"${name}" belongs to the web framework. Domain code gets what it needs as arguments, so that it can be tested without a server.`,
}))
