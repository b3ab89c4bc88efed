/**
 * The stand-in as a command: `tsx portal/server/main.ts --url … --install-url …`. Options come from `STAND_IN_OPTIONS`
 * (JSON of `StandInOptions`) and from the command line, which wins. Prints one line of JSON when everything answers.
 */
import { parseArgs } from 'node:util'
import { startStandIn, type StandInOptions } from './index'

const { values } = parseArgs({
  options: {
    'client-id': { type: 'string' },
    'client-secret': { type: 'string' },
    'code': { type: 'string' },
    'name': { type: 'string' },
    'description': { type: 'string' },
    'url': { type: 'string' },
    'install-url': { type: 'string' },
    'app-version': { type: 'string' },
    'scopes': { type: 'string' },
    'titles': { type: 'string' },
    'oauth-port': { type: 'string' },
    'portals-port': { type: 'string' },
    'page-dir': { type: 'string' },
  },
})

const given = JSON.parse(process.env.STAND_IN_OPTIONS ?? '{}') as Partial<StandInOptions>
const app = given.app
const oauthPort = values['oauth-port'] ?? given.ports?.oauth
const portalsPort = values['portals-port'] ?? given.ports?.portals
const pageDir = values['page-dir'] ?? given.pageDir

const standIn = await startStandIn({
  ...given,
  app: {
    clientId: values['client-id'] ?? app?.clientId ?? 'app.000000000000000.00000000',
    clientSecret: values['client-secret'] ?? app?.clientSecret ?? 'demo-secret',
    code: values.code ?? app?.code ?? 'vendor.app',
    name: values.name ?? app?.name ?? 'Application',
    description: values.description ?? app?.description ?? '',
    url: values.url ?? app?.url ?? 'http://127.0.0.1:3000/',
    installUrl: values['install-url'] ?? app?.installUrl ?? '',
    version: Number(values['app-version'] ?? app?.version ?? 1),
    scopes: values.scopes?.split(',').filter(Boolean) ?? app?.scopes ?? ['placement'],
    titles: values.titles ? JSON.parse(values.titles) as Record<string, string> : app?.titles ?? {},
  },
  ports: { oauth: Number(oauthPort ?? 0), portals: Number(portalsPort ?? 0) },
  ...pageDir ? { pageDir } : {},
})

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => void standIn.close().finally(() => process.exit(0)))
}

console.log(JSON.stringify({ ready: true, oauthOrigin: standIn.oauthOrigin, portals: standIn.portals }))
