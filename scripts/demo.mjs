// @ts-check
import process from 'node:process'
import { buildApp, buildPortalPage } from './lib/build.mjs'
import { appEnvironment, demoSecrets, forgetDemo, standInOptions } from './lib/demo-config.mjs'
import { ensureDependencies, requireNode } from './lib/install.mjs'
import { freePort } from './lib/ports.mjs'
import { Household } from './lib/processes.mjs'
import { bold, cyan, dim, green, red, say } from './lib/terminal.mjs'

/** Where the demo would like to live; whatever is busy goes elsewhere. */
const preferred = { app: 3000, oauth: 4100, portals: 4101 }
const healthLimitMs = 120_000

const isDev = process.argv.includes('--dev')

/** @param {number} code */
async function leave(code) {
  await household.stop()
  process.exit(code)
}

const household = new Household((name, reason) => {
  say(red(`\n✗ ${name} ended (${reason}). Its last lines are above. Stopping the rest.`))
  void leave(1)
})

/** @param {string} line one JSON line of the app's log; only trouble is worth a person's while */
const isTrouble = line => !line.startsWith('{') || /"level":"(warn|error|fatal)"/.test(line)

/** @param {string} address */
async function untilHealthy(address) {
  const deadline = Date.now() + healthLimitMs
  while (Date.now() < deadline) {
    const answer = await fetch(address).catch(() => null)
    if (answer?.ok) return true
    await new Promise(resolve => setTimeout(resolve, 200))
  }
  return false
}

/**
 * What to open, who is there and what to try, in the stand-in's own names.
 * @param {import('../portal/shared/contract.ts').StandInDescription} standIn
 */
function welcome({ app, portals: [portal, second] }) {
  if (!portal || !second) return
  const names = portal.users.map(user => user.name)
  const [admin, ...employees] = names
  const task = portal.tasks.find(({ visibleTo }) => visibleTo.length === portal.users.length)
  say(`
${green('✓')} ${bold(`${app.name} is running.`)}

  Open   ${bold(cyan(`${portal.origin}/`))}   ${portal.name}, a stand-in Bitrix24 portal

  Who    ${admin} is the administrator; ${employees.join(' and ')} are employees. Switch at the top right.
         ${second.name} speaks German: ${second.origin}/

  Try    1. As ${admin}: Market → ${app.name} → Install
         2. Tasks → "${task?.title}" → ${app.name} below the task: write a note, Ctrl+Enter
         3. Switch to ${employees[0]}, open the same task, read it
         4. Chats, CRM, Calendar and Telephony have Sidenote too; let a call ring from Telephony
         5. The round button at the bottom right shows every call, message and event, and switches faults on

  ${dim('Notes are kept in .demo/ between runs (npm run demo -- --fresh forgets them). Ctrl+C stops everything.')}
`)
}

requireNode()
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.once(signal, () => {
    say(dim('\nStopping …'))
    void leave(0)
  })
}

if (process.argv.includes('--fresh')) forgetDemo()
if (!await ensureDependencies() || !await buildPortalPage() || (!isDev && !await buildApp('app'))) process.exit(1)

const appPort = await freePort(preferred.app)
const oauthPort = await freePort(preferred.oauth, new Set([appPort]))
const appOrigin = `http://127.0.0.1:${appPort}`
const oauthOrigin = `http://127.0.0.1:${oauthPort}`
const secrets = demoSecrets()

/** The stand-in says in one line of JSON that it answers. */
const standInReady = new Promise((resolve) => {
  household.start({
    name: 'stand-in',
    command: process.execPath,
    args: ['--import', 'tsx', 'portal/server/main.ts'],
    env: { STAND_IN_OPTIONS: JSON.stringify(standInOptions(secrets, appOrigin, { oauth: oauthPort, portals: preferred.portals })) },
    show(line) {
      if (!line.startsWith('{"ready":true')) return true
      resolve(undefined)
      return false
    },
  })
})
household.start({
  name: 'app',
  command: process.execPath,
  args: isDev ? ['node_modules/nuxt/bin/nuxt.mjs', 'dev', '--host', '127.0.0.1', '--port', String(appPort)] : ['.output/server/index.mjs'],
  env: appEnvironment(secrets, appOrigin, oauthOrigin),
  show: isTrouble,
})

await standInReady
if (await untilHealthy(`${appOrigin}/readyz`)) welcome(await (await fetch(`${oauthOrigin}/_control/describe`)).json())
else {
  say(red('✗ The app does not become ready; its last lines are above.'))
  await leave(1)
}
