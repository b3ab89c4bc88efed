import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CallReport } from '#shared/calls'
import { addDays } from '#shared/dates'
import type { SubjectKey } from '#shared/subjects'
import { listEvents } from '../../server/calendar/events'
import { reportCalls } from '../../server/calls/report'
import { addField } from '../../server/fields/add'
import { reconcileFieldTypes } from '../../server/fields/reconcile'
import { writeNote } from '../../server/notes/notes'
import type { LaunchWorld } from './support/launch'
import { admin, author, colleague, createLaunchWorld } from './support/launch'

/** What is read of the telephony and the calendar, and added to the CRM, as the stand-in answers. */

let world: LaunchWorld
let today: string
beforeEach(async () => {
  world = await createLaunchWorld()
  await world.install()
  for (const user of [admin, author, colleague]) await world.open(world.form(user))
  today = new Date(world.now()).toISOString().slice(0, 10)
})
afterEach(() => world.close())

const rest = (userId: number) => world.services.restFor(1, userId)
const note = (userId: number, callId: string, visibility: 'team' | 'private' = 'team', subject = 'contact:5') => writeNote({ portal: { id: 1 }, user: { userId } }, {
  id: randomUUID(), subject: subject as SubjectKey, text: 'Wants samples', visibility, source: { kind: 'call', id: callId },
}, world.services)

describe('the report of calls', () => {
  const month = () => ({ from: addDays(today, -29), to: today })
  const report = (userId: number, range = month()) => reportCalls({ portal: { id: 1 }, user: { userId, timeZone: 'Europe/London' } }, range, world.services)
  const sum = ({ counts }: CallReport) => counts.reduce((all, { calls, noted }) => [all[0]! + calls, all[1]! + noted], [0, 0])
  const statistic = () => rest(admin).call<{ CALL_ID: string, CALL_START_DATE: string, PORTAL_USER_ID: string }[]>('voximplant.statistic.get')

  it('counts the portal\'s calls for who may see them, and which have notes', async () => {
    const calls = await statistic()
    const [first] = calls
    await note(admin, first!.CALL_ID)
    await note(admin, first!.CALL_ID)
    const answer = await report(admin)
    expect(answer).toMatchObject({ ...month(), source: 'portal', complete: true })
    expect(sum(answer)).toEqual([calls.length, 1])
    expect(answer.counts.filter(({ noted }) => noted > 0)).toEqual([expect.objectContaining({ person: Number(first!.PORTAL_USER_ID), date: first!.CALL_START_DATE.slice(0, 10) })])
    expect(answer.people.map(({ name }) => name).sort()).toEqual(['Daniel Okafor', 'Maria Johnson', 'Priya Nair'])
  })

  it('is of the days that were asked for', async () => {
    const calls = await statistic()
    const day = calls[0]!.CALL_START_DATE.slice(0, 10)
    const answer = await report(admin, { from: day, to: day })
    expect(sum(answer)[0]).toBe(calls.filter(({ CALL_START_DATE }) => CALL_START_DATE.startsWith(day)).length)
    expect(new Set(answer.counts.map(({ date }) => date))).toEqual(new Set([day]))
  })

  it('counts a colleague\'s note on a person the viewer never opened, and none on one they may not see', async () => {
    const [first, second] = await statistic()
    await note(author, first!.CALL_ID)
    await note(admin, second!.CALL_ID, 'team', 'lead:16')
    expect(sum(await report(colleague))[1]).toBe(1)
    expect(sum(await report(admin))[1]).toBe(2)
  })

  it('counts no private note of somebody else', async () => {
    const [first] = await statistic()
    await note(author, first!.CALL_ID, 'private')
    expect(sum(await report(admin))[1]).toBe(0)
  })

  it('tells of calls with notes only, who may not see the statistic', async () => {
    expect(await report(author)).toMatchObject({ source: 'notes', counts: [] })
    await note(author, 'call-1')
    await note(author, 'call-1')
    await note(colleague, 'call-2')
    expect(await report(author)).toMatchObject({
      source: 'notes', complete: true, people: [{ name: 'Daniel Okafor' }, { name: 'Priya Nair' }],
      counts: [{ person: author, calls: 1, noted: 1 }, { person: colleague, calls: 1, noted: 1 }],
    })
  })

  it('is of at most so many days', async () => {
    await expect(report(admin, { from: addDays(today, -92), to: today })).rejects.toMatchObject({ code: 'bad_request' })
    await expect(report(admin, { from: today, to: addDays(today, -1) })).rejects.toMatchObject({ code: 'bad_request' })
  })
})

describe('the events of a calendar', () => {
  const events = async (userId: number, owner: string) => (await listEvents(rest(userId), userId, owner, { from: addDays(today, -7), to: addDays(today, 14) })).events

  it('are those that Bitrix24 shows to the viewer', async () => {
    const names = async (userId: number) => (await events(userId, `user-${admin}`)).map(({ name }) => name)
    expect(await names(admin)).toContain('Talk about the salary review')
    expect(await names(author)).not.toContain('Talk about the salary review')
    expect(await names(author)).toContain('Weekly planning')
    expect(await names(author)).not.toContain('Fire drill')
    expect((await events(author, `user-${author}`)).map(({ name }) => name)).toContain('Fire drill')
    expect((await events(author, 'company')).map(({ name }) => name)).toEqual(['Cake in the kitchen', 'Fire drill', 'Spring fair in Birmingham'])
  })

  it('have real times, and whole days whole', async () => {
    const all = await events(author, 'company')
    const drill = all.find(({ name }) => name === 'Fire drill')!
    expect(drill).toMatchObject({ allDay: false, color: '#86b100', to: drill.from + 30 * 60_000 })
    const clock = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', hour: '2-digit', minute: '2-digit' })
    expect(clock.format(drill.from)).toBe('15:00')
    const fair = all.find(({ name }) => name === 'Spring fair in Birmingham')!
    expect(fair).toMatchObject({ allDay: true, from: Math.round(fair.from / 86_400_000) * 86_400_000, to: fair.from + 2 * 86_400_000 })
  })

  it('of somebody that there is not are denied', async () => {
    await expect(events(author, 'user-999')).rejects.toMatchObject({ code: 'subject_denied' })
  })
})

describe('a field of the next step', () => {
  const field = { entity: 'deal', label: 'Next step', multiple: false, mandatory: false } as const

  it('is added once the portal knows its type', async () => {
    await expect(addField(rest(admin), field)).rejects.toMatchObject({ code: 'field_type_missing' })
    expect(await reconcileFieldTypes(rest(admin), 'http://127.0.0.1:9')).toEqual([{ code: 'nextstep', outcome: 'added' }])
    expect(await reconcileFieldTypes(rest(admin), 'http://127.0.0.1:9')).toEqual([{ code: 'nextstep', outcome: 'kept' }])
    const { name } = await addField(rest(admin), field)
    const { item } = await rest(author).call<{ item: Record<string, unknown> }>('crm.item.get', { entityTypeId: 2, id: 22, useOriginalUfNames: 'Y' })
    expect(Object.keys(item)).toContain(name)
  })

  it('is an administrator\'s to add', async () => {
    await reconcileFieldTypes(rest(admin), 'http://127.0.0.1:9')
    await expect(addField(rest(author), field)).rejects.toMatchObject({ code: 'field_refused' })
    await expect(reconcileFieldTypes(rest(author), 'http://127.0.0.1:9')).rejects.toMatchObject({ code: 'admin_required' })
  })
})
