import { beforeEach, describe, expect, it } from 'vitest'
import { AppError } from '#shared/errors'
import type { Rules } from '#shared/settings'
import { usualRules } from '#shared/settings'
import { subjectKey } from '#shared/subjects'
import type { Rest, RestFor } from '../../../server/bitrix24/types'
import { RestError } from '../../../server/bitrix24/types'
import { pauseAfter } from '../../../server/delivery/deliver'
import { sendDueReminders } from '../../../server/reminders/work'
import { createRunning } from '../../../server/running'
import { openSettings, saveSettings } from '../../../server/settings/settings'
import { createTestClock, createTestDatabase, createTestLog } from '../support/database'

const minute = 60_000
const task = subjectKey('task', 31)
const admin = 1
const daniel = 3
const noteId = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`

let db: ReturnType<typeof createTestDatabase>
let clock: ReturnType<typeof createTestClock>
let log: ReturnType<typeof createTestLog>
/** What the portals' notifications hold, by portal and tag: a repeated tag replaces the earlier one. */
let notifications: Map<string, { to: number, by: number, message: string }>
let calls: { portalId: number, userId: number, method: string }[]
/** What a call meets instead of an answer. */
let trouble: (call: { portalId: number, userId: number, method: string }) => Error | undefined

const restFor: RestFor = (portalId, userId) => ({
  async call(method: string, params: Record<string, unknown> = {}) {
    calls.push({ portalId, userId, method })
    await Promise.resolve()
    const error = trouble({ portalId, userId, method })
    if (error) throw error
    if (method === 'tasks.task.get') return { task: { id: '31', title: 'Agree on the [cover]' } }
    notifications.set(`${portalId} ${params.TAG as string}`, { to: params.USER_ID as number, by: userId, message: params.MESSAGE as string })
    return 501
  },
} as unknown as Rest)

const work = () => sendDueReminders({ repositories: db, restFor, running: createRunning(), clock, log: log.log, appCode: 'sidenote.notes' })
const sent = () => [...notifications.values()]

function portal(memberId: string, status = 'installed') {
  db.sqlite.prepare(`insert into portals (member_id, client_endpoint, origin, oauth_server, status, installer_id, created_at, updated_at) values (?, 'https://x/rest/', ?, 'https://o', ?, 1, 0, 0)`).run(memberId, `https://${memberId}.example`, status)
  const { id } = db.sqlite.prepare('select id from portals where member_id = ?').get(memberId) as { id: number }
  return id
}

async function followUp(portalId: number, number: number, dueIn: number) {
  const id = noteId(number)
  await db.notes.insert({ portalId, id, subject: task, authorId: daniel, text: 'Call [b]Müller[/b]', visibility: 'team', createdAt: clock() })
  await db.followUps.save({ portalId, userId: daniel, noteId: id, dueAt: clock() + dueIn, now: clock() })
  return id
}

async function live(portalId: number, userId: number) {
  await db.tokens.save(portalId, userId, { access: 'access-token', refresh: 'refresh-token', expiresAt: clock() + 3_600_000 }, clock())
}

let acme: number
beforeEach(() => {
  db = createTestDatabase()
  clock = createTestClock()
  log = createTestLog()
  notifications = new Map()
  calls = []
  trouble = () => undefined
  acme = portal('acme')
})

describe('a reminder', () => {
  it('is sent when its time has come, once, with a link back and nothing of it read as BB code', async () => {
    const note = await followUp(acme, 1, minute)
    expect(await work()).toBe(0)
    clock.pass(minute)
    expect(await work()).toBe(1)
    expect(await work()).toBe(0)
    expect(sent()).toEqual([{
      to: daniel, by: daniel,
      message: `[B]Follow-up: Agree on the (cover)[/B][BR]Call (b)Müller(/b)[BR][URL=https://acme.example/marketplace/view/sidenote.notes/?params%5Bnote%5D=${note}]Open the note[/URL]`,
    }])
  })

  it('is sent again when the follow-up is moved, and not when it is done', async () => {
    const note = await followUp(acme, 1, 0)
    await work()
    await db.followUps.save({ portalId: acme, userId: daniel, noteId: note, dueAt: clock() + minute, now: clock() })
    expect(await work()).toBe(0)
    clock.pass(minute)
    expect(await work()).toBe(1)
    expect(sent()).toHaveLength(2)

    const other = await followUp(acme, 2, 0)
    await db.followUps.finish({ portalId: acme, userId: daniel, noteId: other, doneAt: clock() })
    expect(await work()).toBe(0)
  })

  it('waits while its note is deleted, and comes when it is back', async () => {
    const note = await followUp(acme, 1, 0)
    await db.notes.remove(acme, daniel, note, clock())
    expect(await work()).toBe(0)
    await db.notes.restore(acme, daniel, note)
    clock.pass(60 * minute)
    expect(await work()).toBe(1)
  })

  it('waits for the next process when this one is ending: it stops between two', async () => {
    await followUp(acme, 1, 0)
    await followUp(acme, 2, 0)
    const running = createRunning()
    trouble = ({ method }) => {
      if (method === 'im.notify.system.add') running.end()
      return undefined
    }
    expect(await sendDueReminders({ repositories: db, restFor, running, clock, log: log.log, appCode: 'sidenote.notes' })).toBe(1)
    trouble = () => undefined
    expect(await work()).toBe(1)
    expect(sent()).toHaveLength(2)
  })

  it('is not sent to somebody who may not see the subject any more', async () => {
    await followUp(acme, 1, 0)
    trouble = ({ method }) => method === 'tasks.task.get' ? new RestError(method, 'ACCESS_DENIED', 'no', 400) : undefined
    expect(await work()).toBe(0)
    clock.pass(24 * 60 * minute)
    expect(await work()).toBe(0)
    expect(sent()).toEqual([])
  })
})

describe('the portal\'s rule', () => {
  const decide = async (rules: Partial<Rules>) => {
    const { version } = await openSettings(acme, { repositories: db })
    await saveSettings({ portal: { id: acme }, user: { userId: admin } }, { version, rules: { ...usualRules, ...rules } }, { repositories: db, clock })
  }

  it('has a reminder come early and say when the follow-up is due; what was reminded of is not reminded of again', async () => {
    await decide({ remindBefore: 30 })
    const id = await followUp(acme, 1, 40 * minute)
    clock.pass(9 * minute)
    expect(await work()).toBe(0)
    clock.pass(minute)
    expect(await work()).toBe(1)
    const due = new Intl.DateTimeFormat('en', { timeZone: 'UTC', month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit', timeZoneName: 'short' }).format(clock() + 30 * minute)
    expect(sent()[0]!.message).toContain(`[B]Follow-up, due on ${due}: Agree on the (cover)[/B]`)
    await decide({ remindBefore: 5 })
    clock.pass(60 * minute)
    expect(await work()).toBe(0)
    await db.followUps.save({ portalId: acme, userId: daniel, noteId: id, dueAt: clock() + 10 * minute, now: clock() })
    clock.pass(5 * minute)
    expect(await work()).toBe(1)
  })

  it('names the time in the person\'s own zone, and speaks a language that Sidenote speaks there', async () => {
    await db.users.save({ portalId: acme, userId: daniel, name: 'Daniel', photo: null, timeZone: 'Asia/Tokyo', isAdmin: false, checkedAt: clock() })
    await decide({ remindBefore: 60, languages: ['de'] })
    await followUp(acme, 1, 61 * minute)
    clock.pass(minute)
    expect(await work()).toBe(1)
    const due = new Intl.DateTimeFormat('de', { timeZone: 'Asia/Tokyo', month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit' }).format(clock() + 60 * minute)
    expect(sent()[0]!.message).toContain(`[B]Wiedervorlage, fällig am ${due}: Agree on the (cover)[/B]`)
  })

  it('is of no use for what is due sooner: that is reminded of at its time', async () => {
    await decide({ remindBefore: 30 })
    await db.notes.insert({ portalId: acme, id: noteId(1), subject: task, authorId: daniel, text: 'Call', visibility: 'team', createdAt: clock() }, { dueAt: clock() + 10 * minute, assigneeId: daniel })
    expect(await work()).toBe(0)
    clock.pass(10 * minute)
    expect(await work()).toBe(1)
    expect(sent()[0]!.message).toContain('[B]Follow-up: Agree on the (cover)[/B]')
  })

  it('moves what is still to come when it changes, on this portal alone, and nothing into the past', async () => {
    const globex = portal('globex')
    const [soon, later] = [await followUp(acme, 1, 10 * minute), await followUp(acme, 2, 90 * minute)]
    const theirs = await followUp(globex, 3, 90 * minute)
    const now = clock()
    const reminders = async (portalId: number, ids: string[]) => (await db.followUps.findMany(portalId, ids)).map(({ remindAt }) => (remindAt! - now) / minute)
    await decide({ remindBefore: 60 })
    expect(await reminders(acme, [soon, later])).toEqual([10, 30])
    expect(await reminders(globex, [theirs])).toEqual([90])
    await decide({ remindBefore: 15 })
    expect(await reminders(acme, [soon, later])).toEqual([10, 75])

    // One that is on its way already stays where whoever sends it put it.
    clock.pass(75 * minute)
    trouble = () => new AppError('portal_unavailable', 'down')
    expect(await work()).toBe(0)
    const before = await reminders(acme, [later])
    await decide({ remindBefore: 0 })
    expect(await reminders(acme, [later])).toEqual(before)
  })
})

describe('two processes', () => {
  it('send each reminder once between them', async () => {
    for (let number = 1; number <= 250; number++) await followUp(acme, number, 0)
    const counts = await Promise.all([work(), work(), work()])
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(250)
    expect(calls.filter(({ method }) => method === 'im.notify.system.add')).toHaveLength(250)
    expect(sent()).toHaveLength(250)
  })

  it('leave one notification when the first dies between sending and recording', async () => {
    await followUp(acme, 1, 0)
    const dying = { ...db, reminders: { ...db.reminders, settle: () => new Promise<void>(() => {}) } }
    void sendDueReminders({ repositories: dying, restFor, running: createRunning(), clock, log: log.log, appCode: 'sidenote.notes' })
    await expect.poll(() => sent().length).toBe(1)
    expect(await work()).toBe(0)
    clock.pass(3 * minute)
    expect(await work()).toBe(1)
    expect(sent()).toHaveLength(1)
    clock.pass(60 * minute)
    expect(await work()).toBe(0)
  })
})

describe('trouble', () => {
  it('of one portal delays its own reminders, loses none, and asks it only once a round', async () => {
    const globex = portal('globex')
    for (const number of [1, 2, 3]) await followUp(acme, number, 0)
    await followUp(globex, 4, 0)
    trouble = ({ portalId }) => portalId === acme ? new AppError('portal_unavailable', 'down') : undefined
    expect(await work()).toBe(1)
    expect(calls.filter(({ portalId }) => portalId === acme)).toHaveLength(1)
    expect(await db.reminders.due(clock(), 10)).toEqual([])

    trouble = () => undefined
    expect(await work()).toBe(0)
    clock.pass(pauseAfter(0))
    expect(await work()).toBe(3)
  })

  it('that nobody foresaw is logged, without what the note says', async () => {
    await followUp(acme, 1, 0)
    trouble = () => new Error('surprise')
    expect(await work()).toBe(0)
    expect(log.names()).toContain('reminders.send.failed')
    expect(JSON.stringify(log.lines)).not.toContain('Müller')
    trouble = () => undefined
    clock.pass(pauseAfter(0))
    expect(await work()).toBe(1)
  })

  it('with a dead token lets the portal speak, and then nothing is told but that something is due', async () => {
    await followUp(acme, 1, 0)
    await live(acme, admin)
    trouble = ({ userId }) => userId === daniel ? new AppError('portal_access_lost', 'dead') : undefined
    expect(await work()).toBe(1)
    const [only] = sent()
    expect(only).toMatchObject({ to: daniel, by: admin })
    expect(only!.message).toMatch(/^\[B\]A follow-up is due\[\/B\]/)
    expect(only!.message).not.toMatch(/cover|Müller/)
  })

  it('with everybody\'s token dead waits for a new one', async () => {
    await followUp(acme, 1, 0)
    trouble = () => new AppError('portal_access_lost', 'dead')
    for (let attempt = 0; attempt < 5; attempt++) {
      expect(await work()).toBe(0)
      clock.pass(60 * minute)
    }
    trouble = () => undefined
    expect(await work()).toBe(1)
  })

  it('of a portal without Sidenote waits until it is installed again', async () => {
    const gone = portal('gone', 'uninstalled')
    await followUp(gone, 1, 0)
    expect(await work()).toBe(0)
    expect(calls).toEqual([])
    db.sqlite.prepare(`update portals set status = 'installed' where id = ?`).run(gone)
    clock.pass(24 * 60 * minute)
    expect(await work()).toBe(1)
  })

  it('is met with longer and longer pauses, at most an hour', () => {
    expect([0, 1, 2, 3, 6, 7, 50].map(pauseAfter)).toEqual([30_000, 60_000, 120_000, 240_000, 1_920_000, 3_600_000, 3_600_000])
  })
})
