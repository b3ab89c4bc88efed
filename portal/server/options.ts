import type { PortalLanguage } from '../shared/contract'

/** The one app of the stand-in's Market, as its card in the vendor's cabinet would describe it. */
export interface AppCard {
  clientId: string
  clientSecret: string
  /** Symbolic code in the Market. */
  code: string
  name: string
  description: string
  /** Application URL: opened from the menu and by every slider. Its origin is the only one a frame may speak from. */
  url: string
  /** Application installer URL; empty for an app without an install step. */
  installUrl: string
  version: number
  scopes: string[]
  /** Name of the app by language, where it differs from `name`. */
  titles: Partial<Record<string, string>>
}

export interface StandInOptions {
  app: Pick<AppCard, 'clientId' | 'clientSecret' | 'code' | 'name' | 'description' | 'url' | 'scopes'> & Partial<Pick<AppCard, 'installUrl' | 'version' | 'titles'>>
  host?: '127.0.0.1'
  /** 0 or absent: any free port. Portals take `portals`, `portals + 1`, …; a busy one falls to any free port. */
  ports?: { oauth?: number, portals?: number }
  /** Folder of the built portal page. */
  pageDir?: string
  /** Language of a portal by its key, where it should differ from the seed. */
  languages?: Record<string, PortalLanguage>
  /** So many more portals, each like acme with people, tasks and tokens of its own: `acme-2`, `acme-3`, … */
  copies?: number
  /** REST intensity of each portal: bucket size and requests drained per second. */
  limits?: { burst: number, perSecond: number }
  /** Seconds an access token lives. */
  tokenLifetime?: number
}
