import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { SubjectKey } from '#shared/subjects'
import { askOthersAccess, showsItself } from '../../server/subjects/shown-to'
import type { LaunchWorld } from './support/launch'
import { admin, author, colleague, createLaunchWorld } from './support/launch'

/** What the stand-in tells a person about somebody else who never opened Sidenote. */

let world: LaunchWorld
beforeEach(async () => {
  world = await createLaunchWorld()
  await world.install()
  for (const user of [admin, author]) await world.open(world.form(user))
})
afterEach(() => world.close())

const ask = (key: string, personId: number = colleague) => askOthersAccess(1, author, personId, key as SubjectKey, world.services)

describe('whether a colleague may see a subject', () => {
  it.each([
    ['a task of their project', 'task:31', true],
    ['a task of others', 'task:34', false],
    ['their project', 'project:11', true],
    ['a secret project of others', 'project:12', false],
    ['the automation of their project', 'automation:group-11', true],
    ['the automation of a secret project', 'automation:group-12', false],
    ['somebody else\'s own automation', `automation:user-${author}`, false],
    ['a chat they are in', 'chat:chat40', true],
    ['a closed chat they are not in', 'chat:chat41', false],
    ['their own private chat', `chat:${author}-${colleague}`, true],
    ['a private chat of others', `chat:${admin}-${author}`, false],
    ['a deal', 'deal:22', null],
    ['a phone number', 'phone:442079460018', null],
    ['a person', 'user:3', null],
    ['a day', 'day:2026-11-21', null],
  ])('%s (%s): %s', async (_what, key, shown) => {
    expect(await ask(key)).toEqual({ person: expect.objectContaining({ id: colleague, name: 'Priya Nair', photo: expect.stringMatching(/^http/) }), shown })
  })

  it('is no question of somebody who is not there', async () => {
    expect(await ask('task:31', 999)).toEqual({ person: null, shown: false })
  })

  it('is told by their own token, once they have one', async () => {
    expect(await showsItself(1, colleague, 'task:31' as SubjectKey, world.services)).toBeNull()
    await world.open(world.form(colleague))
    expect(await showsItself(1, colleague, 'task:31' as SubjectKey, world.services)).toBe(true)
    expect(await showsItself(1, colleague, 'task:34' as SubjectKey, world.services)).toBe(false)
  })
})
