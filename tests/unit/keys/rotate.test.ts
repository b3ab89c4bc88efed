import { randomBytes } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { createKeyring } from '#db/sealing'
import { isApplicationToken, restateApplicationToken } from '../../../server/events/application-token'
import { rotateKeys } from '../../../server/keys/rotate'
import { createRepositories } from '../../../server/services'
import { createTestDatabase } from '../support/database'

const [k0, k1, k2] = ['k0', 'k1', 'k2'].map(id => ({ id, key: randomBytes(32) })) as [Key, Key, Key]
interface Key { id: string, key: Buffer }

/** The same database, as processes with these keys see it, newest first. */
const seenWith = (...keys: Key[]) => createRepositories(database, createKeyring(keys))

let database: ReturnType<typeof createTestDatabase>
let portalId: number
beforeEach(async () => {
  database = createTestDatabase(':memory:', createKeyring([k1]))
  portalId = (await database.portals.record({ memberId: 'acme', clientEndpoint: 'https://acme.test/rest/', origin: 'https://acme.test', oauthServer: 'https://oauth.test', scopes: '', appVersion: 1 }, 1)).id
})

const pair = (userId: number) => ({ access: `access-${userId}`, refresh: `refresh-${userId}`, expiresAt: 9 })
const event = (number: number) => ({ memberId: 'acme', event: 'ONAPPINSTALL', ts: number, body: `body-${number}` })

describe('rotateKeys', () => {
  it('seals tokens and waiting events under the newest key, so that it alone is enough', async () => {
    for (let userId = 1; userId <= 450; userId++) await database.tokens.save(portalId, userId, pair(userId), 1)
    for (let number = 1; number <= 3; number++) await database.events.append(event(number), 1)
    await database.events.finish(1, 'done', 'installed')
    expect(await rotateKeys(seenWith(k2, k1))).toEqual({ resealed: 452, unreadable: 0, rows: new Map([['k2', 452]]), keyedHashes: 0 })

    const alone = seenWith(k2)
    for (const userId of [1, 200, 201, 450]) expect(await alone.tokens.find(portalId, userId)).toEqual({ ...pair(userId), state: 'live', version: 1 })
    expect((await alone.events.due(1, 5)).map(({ body }) => body)).toEqual(['body-2', 'body-3'])
    expect(await rotateKeys(seenWith(k2, k1))).toMatchObject({ resealed: 0, rows: new Map([['k2', 452]]) })
  })

  it('goes on where one was broken off', async () => {
    for (let userId = 1; userId <= 500; userId++) await database.tokens.save(portalId, userId, pair(userId), 1)
    const repositories = seenWith(k2, k1)
    let steps = 0
    const dying = { ...repositories.tokens, reseal: (...asked: Parameters<typeof repositories.tokens.reseal>) => ++steps > 1 ? Promise.reject(new Error('killed')) : repositories.tokens.reseal(...asked) }
    await expect(rotateKeys({ ...repositories, tokens: dying })).rejects.toThrow('killed')
    expect(await repositories.tokens.sealedUnder()).toEqual([{ key: 'k1.', values: 300 }, { key: 'k2.', values: 200 }])
    expect(await rotateKeys(repositories)).toMatchObject({ resealed: 300, rows: new Map([['k2', 500]]) })
  })

  it('never puts an older pair in the place of one that the service stores meanwhile, whichever key that has', async () => {
    for (let userId = 1; userId <= 500; userId++) await database.tokens.save(portalId, userId, pair(userId), 1)
    const repositories = seenWith(k2, k1)
    const meanwhile = async (...asked: Parameters<typeof repositories.tokens.reseal>) => {
      const step = await repositories.tokens.reseal(...asked)
      // One behind the place that was reached, and one before it by a process that has not been restarted yet.
      if (asked[0] === null) expect([await repositories.tokens.swap(portalId, 300, 1, pair(1300), 2), await database.tokens.swap(portalId, 2, 1, pair(1002), 2)]).toEqual([true, true])
      return step
    }
    const rotation = await rotateKeys({ ...repositories, tokens: { ...repositories.tokens, reseal: meanwhile } })
    expect(rotation.rows).toEqual(new Map([['k1', 1], ['k2', 499]]))
    expect(await repositories.tokens.find(portalId, 300)).toMatchObject(pair(1300))
    expect(await repositories.tokens.find(portalId, 2)).toMatchObject(pair(1002))
    expect(await rotateKeys(repositories)).toMatchObject({ resealed: 1, rows: new Map([['k2', 500]]) })
  })

  it('leaves alone what it cannot read, and counts it', async () => {
    await seenWith(k0).tokens.save(portalId, 1, pair(1), 1)
    await database.tokens.save(portalId, 2, pair(2), 1)
    expect(await rotateKeys(seenWith(k2, k1))).toMatchObject({ resealed: 1, unreadable: 1, rows: new Map([['k0', 1], ['k2', 1]]) })
    expect(await seenWith(k0).tokens.find(portalId, 1)).toMatchObject(pair(1))
  })
})

describe('an application token that was stored under a key', () => {
  const portal = async () => (await database.portals.findById(portalId))!
  beforeEach(() => database.portals.adopt(portalId, { userId: 1, applicationTokenHash: database.keyring.hash('app-token-1', 'application_token'), language: null }, 1))

  it('counts while its key is configured, and needs none once it was shown', async () => {
    const [both, newest] = [createKeyring([k2, k1]), createKeyring([k2])]
    expect(isApplicationToken('app-token-1', await portal(), both)).toBe(true)
    expect(isApplicationToken('app-token-1', await portal(), newest)).toBe(false)
    expect(await rotateKeys(seenWith(k2, k1))).toMatchObject({ keyedHashes: 1 })

    await restateApplicationToken('made up', await portal(), database.portals, both)
    expect(isApplicationToken('app-token-1', await portal(), newest)).toBe(false)
    await restateApplicationToken('app-token-1', await portal(), database.portals, both)
    expect(isApplicationToken('app-token-1', await portal(), newest)).toBe(true)
    expect(isApplicationToken('made up', await portal(), newest)).toBe(false)
    expect(await rotateKeys(seenWith(k2, k1))).toMatchObject({ keyedHashes: 0 })
  })

  it('is not put back over a newer one', async () => {
    const seen = await portal()
    await database.portals.rotateApplicationToken(portalId, 'sha256.newer', 5, 5)
    await restateApplicationToken('app-token-1', seen, database.portals, database.keyring)
    expect((await portal()).applicationTokenHash).toBe('sha256.newer')
  })
})
