import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { InstallationWorld } from './support'
import { admin, createInstallationWorld, defaultPlacements, employee } from './support'

/** The installer's steps against the stand-in, which answers as Bitrix24 is recorded to. */

let world: InstallationWorld
beforeEach(async () => {
  world = await createInstallationWorld()
})
afterEach(() => world.close())

const acme = { portal: 'acme' }
const placements = () => world.control.placements(acme).map(({ placement, handler, langAll }) => ({ placement, handler, languages: Object.keys(langAll) }))
const handlers = () => world.control.handlers(acme).map(({ event, handler }) => `${event} ${handler}`)
const outcomes = async (name: 'placements' | 'fields' | 'events') => (await world.step(name)).items.map(({ outcome }) => outcome)

describe('the installer', () => {
  it('registers widgets and events, and tells of each', async () => {
    const [first, fields, second, third] = await world.install()
    expect(fields).toEqual({ step: 'fields', outcome: 'done', items: [{ code: 'nextstep', outcome: 'added' }] })
    expect(first).toEqual({ step: 'placements', outcome: 'done', items: defaultPlacements.map(code => ({ code, outcome: 'added' })) })
    expect(second!.items.map(({ outcome }) => outcome)).toEqual(['added', 'added', 'added'])
    expect(third).toEqual({ step: 'finish', outcome: 'done', items: [] })
    expect(placements()).toEqual(defaultPlacements.map(placement => ({ placement, handler: `${world.origin}/placements/${placement.toLowerCase().replaceAll('_', '-')}`, languages: ['en', 'de'] })))
    expect(handlers()).toEqual(['ONAPPINSTALL', 'ONAPPUPDATE', 'ONAPPUNINSTALL'].map(event => `${event} ${world.origin}/events`))
    expect(await world.acme()).toMatchObject({ status: 'installed', installerId: admin })
  })

  it('run again keeps everything', async () => {
    await world.install()
    const before = [placements(), handlers()]
    expect(await outcomes('placements')).toEqual(defaultPlacements.map(() => 'kept'))
    expect(await outcomes('fields')).toEqual(['kept'])
    expect(await outcomes('events')).toEqual(['kept', 'kept', 'kept'])
    expect([placements(), handlers()]).toEqual(before)
  })

  it('of a new version brings back what the update dropped', async () => {
    await world.install()
    world.control.update({ ...acme, removeHandlers: true })
    await world.open(admin, '/install')
    expect(await outcomes('events')).toEqual(['added', 'added', 'added'])
    expect(await outcomes('placements')).toEqual(defaultPlacements.map(() => 'kept'))
  })

  it('of a new version survives handlers that the update left in place', async () => {
    await world.install()
    world.control.update({ ...acme, removeHandlers: false })
    await world.open(admin, '/install')
    expect(await outcomes('events')).toEqual(['kept', 'kept', 'kept'])
  })

  it('goes on when the portal does not know a placement', async () => {
    world.control.setFaults({ ...acme, faults: { refusePlacements: ['TASK_VIEW_TAB'] } })
    const [first, , second] = await world.install()
    expect(first!.items).toEqual(defaultPlacements.map(code => ({ code, outcome: code === 'TASK_VIEW_TAB' ? 'unavailable' : 'added' })))
    expect(second!.outcome).toBe('done')
    world.control.setFaults({ ...acme, faults: { refusePlacements: [] } })
    expect(await outcomes('placements')).toEqual(defaultPlacements.map(code => code === 'TASK_VIEW_TAB' ? 'added' : 'kept'))
  })

  it('says which places a portal without their scope does not have', async () => {
    await world.close()
    world = await createInstallationWorld({ scopes: ['placement', 'task'] })
    const [first] = await world.install()
    const lacking = (code: string) => !/^(?:TASK|PAGE|REST)_/.test(code)
    expect(first).toEqual({ step: 'placements', outcome: 'done', items: defaultPlacements.map(code => ({ code, outcome: lacking(code) ? 'unavailable' : 'added' })) })
    expect(placements().map(({ placement }) => placement)).toEqual(defaultPlacements.filter(code => !lacking(code)))
  })

  it('does nothing for an employee', async () => {
    await world.install()
    await world.open(employee)
    await expect(world.step('placements', employee)).rejects.toMatchObject({ code: 'admin_required' })
  })

  it('says when the portal is down', async () => {
    await world.install()
    world.control.setFaults({ ...acme, faults: { portalDown: true } })
    await expect(world.step('events')).rejects.toMatchObject({ code: 'portal_unavailable' })
  })
})
