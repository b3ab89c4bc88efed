import { createHash } from 'node:crypto'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { StandInControl } from '../shared/contract'
import type { PortalSeed } from '../data/types'
import { acme } from '../data/portals/acme'
import { globex } from '../data/portals/globex'
import { oauthListener, portalListener } from './apps'
import { createControl } from './control/control'
import { Journal } from './core/journal'
import { listen, type Listening } from './core/listen'
import { createPortal, type PortalSettings } from './core/portal'
import { TokenStore } from './core/tokens'
import type { Portal, World } from './core/world'
import type { AppCard, StandInOptions } from './options'

export type { StandInOptions } from './options'

/** A portal like acme that is another one. */
const copyOfAcme = (number: number): PortalSeed =>
  ({ ...acme, key: `acme-${number}`, name: `${acme.name} ${number}`, memberId: createHash('md5').update(`${acme.memberId} ${number}`).digest('hex') })

const seedsWith = (copies: number): PortalSeed[] => [acme, globex, ...Array.from({ length: copies }, (_, index) => copyOfAcme(index + 2))]
const defaultPageDir = fileURLToPath(new URL('../page/dist', import.meta.url))

export interface StandIn {
  oauthOrigin: string
  /** Addresses as they are now; a renamed portal shows its new one. */
  portals: { key: string, name: string, origin: string, memberId: string, domain: string }[]
  control: StandInControl
  close: () => Promise<void>
}

const fullCard = (app: StandInOptions['app']): AppCard => ({ installUrl: '', version: 1, titles: {}, ...app })

function createWorld(options: StandInOptions, seeds: readonly PortalSeed[], settings: (seed: PortalSeed) => PortalSettings): World {
  const members = new Set(seeds.map(seed => seed.memberId))
  const world: World = {
    app: fullCard(options.app),
    oauthOrigin: '',
    portals: seeds.map(seed => createPortal(seed, settings(seed))),
    tokens: new TokenStore(),
    journal: new Journal(() => ({ open: members, secret: [world.app.clientSecret] })),
    tokenLifetime: options.tokenLifetime ?? 3600,
    oauthErrorStatus: 400,
    updateRemovesHandlers: true,
    olderMessenger: false,
    oauthCalls: new Map(),
    closing: new AbortController(),
  }
  return world
}

/** Starts the portals and their authorization server, each on its own port, and returns when all of them answer. */
export async function startStandIn(options: StandInOptions): Promise<StandIn> {
  const host = options.host ?? '127.0.0.1'
  const settings = (seed: PortalSeed): PortalSettings => ({
    limits: options.limits ?? { burst: 50, perSecond: 2 },
    ...options.languages?.[seed.key] ? { language: options.languages[seed.key]! } : {},
  })
  const seeds = seedsWith(options.copies ?? 0)
  const world = createWorld(options, seeds, settings)
  const pageDir = resolve(options.pageDir ?? defaultPageDir)
  const listeners = new Map<Portal, Listening>()

  async function open(portal: Portal, port = 0): Promise<void> {
    const listening = await listen(portalListener(world, portal, pageDir), host, port)
    listeners.set(portal, listening)
    portal.domain = listening.host
    portal.origin = `http://${listening.host}`
  }

  const control = createControl(world, {
    rename: async (portal) => {
      const old = listeners.get(portal)
      await open(portal)
      await old?.close()
    },
    reset: (portal) => {
      const seed = seeds.find(candidate => candidate.key === portal.key)!
      world.tokens.revokeAll(portal.key)
      world.journal.clear(portal.key)
      // The turn goes on, so that an application token is never used twice.
      Object.assign(portal, createPortal(seed, settings(seed)), { domain: portal.domain, origin: portal.origin, tokenTurn: portal.tokenTurn })
    },
  })

  const oauth = await listen(oauthListener(world, control), host, options.ports?.oauth)
  world.oauthOrigin = `http://${oauth.host}`
  for (const [index, portal] of world.portals.entries()) {
    await open(portal, options.ports?.portals ? options.ports.portals + index : 0)
  }

  return {
    oauthOrigin: world.oauthOrigin,
    get portals() {
      return world.portals.map(({ key, name, origin, memberId, domain }) => ({ key, name, origin, memberId, domain }))
    },
    control,
    close: async () => {
      world.closing.abort()
      await Promise.all([oauth, ...listeners.values()].map(listening => listening.close()))
    },
  }
}
