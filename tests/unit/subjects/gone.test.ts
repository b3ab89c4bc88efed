import { beforeEach, describe, expect, it } from 'vitest'
import { AppError } from '#shared/errors'
import type { SubjectKey } from '#shared/subjects'
import { subjectKey } from '#shared/subjects'
import type { RestFor, RestOutcome } from '../../../server/bitrix24/types'
import { RestError } from '../../../server/bitrix24/types'
import { grantFreshFor, openSubject } from '../../../server/subjects/access'
import { findGone } from '../../../server/subjects/gone'
import { createTestClock, createTestDatabase } from '../support/database'

const task = subjectKey('task', 31)
const administrator = 1
const daniel = 3

const shown = (result: unknown): RestOutcome => ({ ok: true, result })
const refused = (code: string): RestOutcome => ({ ok: false, error: new RestError('x', code, 'no', 400) })
const nothing = shown([])

let db: ReturnType<typeof createTestDatabase>
let portalId: number
let clock: ReturnType<typeof createTestClock>
/** What the administrator's batch is answered. */
let answers: () => Record<string, RestOutcome>
let asked: { userId: number, commands: string[] }[]

const restFor: RestFor = (_portal, userId) => ({
  call: async () => {
    asked.push({ userId, commands: ['single'] })
    return [] as never
  },
  async batch(commands) {
    asked.push({ userId, commands: Object.keys(commands) })
    return answers() as never
  },
})

beforeEach(async () => {
  db = createTestDatabase()
  clock = createTestClock()
  asked = []
  answers = () => ({ administrator: shown(true), task_31: nothing })
  const portal = await db.portals.record({ memberId: 'acme', clientEndpoint: 'https://acme.test/rest/', origin: 'https://acme.test', oauthServer: 'https://oauth.test', scopes: '', appVersion: 1 }, clock())
  portalId = portal.id
  db.sqlite.prepare('update portals set installer_id = ?').run(administrator)
  await db.tokens.save(portalId, administrator, { access: 'a', refresh: 'r', expiresAt: clock() + 1 }, clock())
  await db.subjects.save(portalId, task, { key: task, kind: 'task', title: 'Cover', image: null, people: [], project: null }, clock())
})

const gone = (key: SubjectKey = task, outcome: RestOutcome = nothing) => findGone(portalId, [{ key, outcome }], { repositories: db, restFor }).then(found => found.has(key))
const open = (userId: number) => openSubject(portalId, userId, task, { repositories: db, restFor, clock })

describe('what is refused to somebody who saw it', () => {
  it('is gone when an administrator is refused it as well', async () => {
    expect(await gone()).toBe(true)
    expect(asked).toEqual([{ userId: administrator, commands: ['administrator', 'task_31'] }])
  })

  it.each<[string, Record<string, RestOutcome>]>([
    ['an administrator sees it', { administrator: shown(true), task_31: shown({ task: { id: '31', title: 'Cover' } }) }],
    ['whoever installed Sidenote is an administrator no longer', { administrator: shown(false), task_31: nothing }],
    ['nobody says whether they are one', { administrator: refused('ERROR_CORE'), task_31: nothing }],
    ['the administrator meets trouble', { administrator: shown(true), task_31: refused('INTERNAL_SERVER_ERROR') }],
    ['the administrator is answered something else', { administrator: shown(true), task_31: shown(null) }],
    ['the answer is missing', { administrator: shown(true) }],
  ])('is not gone when %s', async (_what, given) => {
    answers = () => given
    expect(await gone()).toBe(false)
  })

  it('is not gone when there is no administrator whose token lives', async () => {
    db.sqlite.prepare(`update user_tokens set state = 'dead'`).run()
    expect(await gone()).toBe(false)
    db.sqlite.prepare('update portals set installer_id = null').run()
    expect(await gone()).toBe(false)
    expect(asked).toEqual([])
  })

  it('is not gone when the administrator\'s token dies just then; nothing is known while the portal is down', async () => {
    answers = () => { throw new AppError('portal_access_lost', 'dead') }
    expect(await gone()).toBe(false)
    answers = () => { throw new AppError('portal_unavailable', 'down') }
    await expect(gone()).rejects.toMatchObject({ code: 'portal_unavailable' })
  })

  it.each<[SubjectKey, RestOutcome, boolean]>([
    [subjectKey('deal', 22), refused('NOT_FOUND'), true],
    [subjectKey('deal', 22), refused('ACCESS_DENIED'), false],
    [subjectKey('deal', 22), refused('insufficient_scope'), false],
    [subjectKey('chat', 'chat40'), refused('ACCESS_ERROR'), false],
    [subjectKey('phone', '4930123456'), refused('ACCESS_DENIED'), false],
    [task, refused('ACCESS_DENIED'), false],
    [subjectKey('user', 5), refused('ACCESS_DENIED'), false],
  ])('%s says so by itself, or not at all', async (key, outcome, expected) => {
    expect(await gone(key, outcome)).toBe(expected)
    expect(asked).toEqual([])
  })

  it('is gone too on a portal that is too old to answer with an empty list', async () => {
    answers = () => ({ administrator: shown(true), task_31: refused('ERROR_CORE') })
    expect(await gone(task, refused('ERROR_CORE'))).toBe(true)
  })
})

describe('an administrator\'s answer', () => {
  const grant = async (userId: number) => (await db.subjects.findGrant(portalId, userId, task))?.allowed

  it('that it is there opens it for nobody', async () => {
    answers = () => ({ administrator: shown(true), task_31: shown({ task: { id: '31', title: 'Cover' } }) })
    await db.subjects.saveGrant(portalId, daniel, task, true, clock() - grantFreshFor)
    await expect(open(daniel)).rejects.toMatchObject({ code: 'subject_denied' })
    expect(await grant(daniel)).toBe(false)
    expect(await grant(administrator)).toBeUndefined()
  })

  it('that it is gone opens it for nobody who had not seen it', async () => {
    await db.subjects.saveGrant(portalId, daniel, task, true, clock() - grantFreshFor)
    expect(await open(daniel)).toMatchObject({ title: 'Cover', ended: 'deleted' })
    for (const other of [5, 7]) await expect(open(other)).rejects.toMatchObject({ code: 'subject_denied' })
    expect(asked.filter(({ userId }) => userId === administrator)).toHaveLength(1)
  })

  it('that cannot be had now takes nothing away', async () => {
    answers = () => { throw new AppError('portal_unavailable', 'down') }
    await db.subjects.saveGrant(portalId, daniel, task, true, clock() - grantFreshFor)
    await expect(open(daniel)).rejects.toMatchObject({ code: 'portal_unavailable' })
    expect(await grant(daniel)).toBe(true)
  })
})
