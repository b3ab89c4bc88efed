import { beforeEach, describe, expect, it } from 'vitest'
import { subjectKey } from '#shared/subjects'
import type { RestFor, RestOutcome } from '../../../server/bitrix24/types'
import { RestError } from '../../../server/bitrix24/types'
import { grantFreshFor, openSubject } from '../../../server/subjects/access'
import { confirmSubjects } from '../../../server/subjects/confirm'
import { createTestClock, createTestDatabase } from '../support/database'

const deal = subjectKey('deal', 22)
const manager = 1
const packer = 5

let db: ReturnType<typeof createTestDatabase>
let clock: ReturnType<typeof createTestClock>
let asked: number[]

const denied = (method: string): RestOutcome => ({ ok: false, error: new RestError(method, 'ACCESS_DENIED', 'no', 400) })
const shown = (result: unknown): RestOutcome => ({ ok: true, result })

/** Both work on the deal; its contact is shown to the manager alone. */
const restFor: RestFor = (_portal, userId) => ({
  call: () => Promise.reject(new Error('A deal is asked for in one batch')),
  async batch(commands) {
    asked.push(userId)
    const names = Object.keys(commands)
    const answers: Record<string, RestOutcome> = {
      subject: shown({ item: { id: 22, title: '120 folding chairs', assignedById: 5 } }),
      deal_22: shown({ item: { id: 22, title: '120 folding chairs', assignedById: 5 } }),
      contact: userId === manager ? shown({ item: { id: 5, name: 'Eleanor', lastName: 'Whitby', phoneWork: '+44 20 7946 0018' } }) : denied('crm.item.get'),
    }
    return Object.fromEntries(names.map(name => [name, answers[name] ?? denied('crm.item.get')])) as never
  },
})

const open = (userId: number) => openSubject(1, userId, deal, { repositories: db, restFor, clock })

beforeEach(() => {
  db = createTestDatabase()
  clock = createTestClock()
  asked = []
  db.sqlite.prepare(`insert into portals (id, member_id, client_endpoint, origin, oauth_server, status, created_at, updated_at) values (1, 'm', 'https://x/rest/', 'https://x', 'https://o', 'installed', 0, 0)`).run()
})

describe('what the CRM tells of a deal', () => {
  it('is told to each person for themselves, whoever asked before', async () => {
    const whole = { contact: 'Eleanor Whitby', company: null, phone: '+44 20 7946 0018' }
    expect((await open(manager)).crm).toEqual(whole)
    expect((await open(packer)).crm).toEqual({ contact: null, company: null, phone: null })
    expect((await open(manager)).crm).toEqual(whole)
    expect(asked).toEqual([manager, packer])
    expect(JSON.stringify(db.sqlite.prepare('select card from subjects').all())).not.toMatch(/Eleanor|7946/)
  })

  it('is asked for when only the right to see the deal was, and forgotten with that right', async () => {
    expect(await confirmSubjects(1, manager, [deal], { repositories: db, restFor, clock })).toEqual(new Set([deal]))
    expect((await open(manager)).crm).toMatchObject({ contact: 'Eleanor Whitby' })
    clock.pass(grantFreshFor)
    await confirmSubjects(1, manager, [deal], { repositories: db, restFor, clock })
    expect((await open(manager)).crm).toMatchObject({ contact: 'Eleanor Whitby' })
    expect(asked).toHaveLength(3)
    await db.subjects.saveGrant(1, manager, deal, false, clock())
    expect((await db.subjects.findGrant(1, manager, deal))?.crm).toBeNull()
  })
})
