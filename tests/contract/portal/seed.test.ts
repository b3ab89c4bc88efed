import { afterAll, beforeAll, expect, it } from 'vitest'
import { acmeMessenger } from '../../../portal/data/messenger/acme'
import type { StandIn } from '../../../portal/server/index'
import { startStandIn } from '../../../portal/server/index'
import { createMessenger } from '../../../portal/server/messenger/chats'
import { allTasks, people, tasks } from '../../e2e/support/acme'

/** What the end-to-end tests take for granted of portal "acme". */
let standIn: StandIn
beforeAll(async () => {
  standIn = await startStandIn({ app: { clientId: 'app.1', clientSecret: 's', code: 'c', name: 'n', description: '', url: 'http://127.0.0.1:1/', scopes: [] } })
})
afterAll(() => standIn.close())

const acme = () => standIn.control.describe().portals.find(({ key }) => key === 'acme')!
const seenBy = (task: number) => [...acme().tasks.find(({ id }) => id === task)!.visibleTo].sort()

it('has one administrator and two employees', () => {
  expect(acme().users.map(({ id, isAdmin }) => [id, isAdmin])).toEqual([[people.admin, true], [people.employee1, false], [people.employee2, false]])
})

it('shows the tasks to whom the tests think', () => {
  const { admin, employee1, employee2 } = people
  expect(seenBy(tasks.everybody)).toEqual([admin, employee1, employee2])
  expect(seenBy(tasks.everybodyToo)).toEqual([admin, employee1, employee2])
  expect(seenBy(tasks.notEmployee2)).toEqual([admin, employee1])
  expect(seenBy(tasks.adminOnly)).toEqual([admin])
  expect(acme().tasks.map(({ id }) => id)).toEqual(allTasks)
})

it.each(['2026-11-22T00:10:00Z', '2026-11-22T09:40:00Z', '2026-11-22T18:00:00Z'])('has chats in which nobody has written yet what is still to come, at %s', (startedAt) => {
  const { chats } = createMessenger(acmeMessenger, 'Europe/London', new Date(startedAt))
  const latest = Math.max(...chats.flatMap(({ messages }) => messages).map(({ at }) => Date.parse(at)))
  expect(latest).toBeLessThanOrEqual(Date.parse(startedAt))
  expect(latest).toBeGreaterThan(Date.parse(startedAt) - 86_400_000)
})
