import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Rules } from '#shared/settings'
import type { NewTemplate } from '#shared/template-schemas'
import { templateLimit } from '#shared/templates'
import { changeTemplate, deleteTemplate, listTemplates, restoreTemplate, writeTemplate } from '../../../server/templates/templates'
import type { NotesWorld } from '../support/notes'
import { createNotesWorld } from '../support/notes'

let world: NotesWorld
beforeEach(async () => {
  world = await createNotesWorld()
})

const ada = () => ({ ...world.viewer(1), user: { userId: 1, isAdmin: false } })
const ben = (isAdmin = false) => ({ ...world.viewer(2), user: { userId: 2, isAdmin } })
const fields = (about: Partial<NewTemplate> = {}): NewTemplate => ({ id: randomUUID(), kind: 'chat', title: 'Hello', text: 'Hello {contact}', folder: '', shared: false, ...about })
const write = (about: Partial<NewTemplate> = {}, viewer = ada()) => writeTemplate(viewer, fields(about), world.services)
const titles = async (viewer = ada(), kind?: 'chat' | 'call') => (await listTemplates(viewer, kind, world.services)).templates.map(({ title }) => title)
const changed = ({ id: _id, ...rest }: NewTemplate) => rest

describe('a template', () => {
  it('is its owner\'s alone, or everybody\'s when shared', async () => {
    await write({ title: 'Mine' })
    await write({ title: 'Ours', shared: true })
    expect((await listTemplates(ada(), undefined, world.services)).templates.map(({ title, editable }) => [title, editable])).toEqual([['Mine', true], ['Ours', true]])
    expect((await listTemplates(ben(), undefined, world.services)).templates.map(({ title, editable }) => [title, editable])).toEqual([['Ours', false]])
    expect((await listTemplates(ben(true), undefined, world.services)).templates.map(({ title, editable }) => [title, editable])).toEqual([['Ours', true]])
  })

  it('stays on its portal', async () => {
    await write({ shared: true })
    const other = await world.addPortal('globex')
    expect((await listTemplates({ ...world.viewer(1, other), user: { userId: 1, isAdmin: true } }, undefined, world.services)).templates).toEqual([])
  })

  it('stands by folder and title; those for calls can be asked for alone', async () => {
    await write({ title: 'b', folder: 'Sales' })
    await write({ title: 'A', folder: 'sales', kind: 'call' })
    await write({ title: 'z' })
    expect(await titles()).toEqual(['z', 'A', 'b'])
    expect(await titles(ada(), 'call')).toEqual(['A'])
  })

  it('written twice is written once; somebody else\'s id is taken', async () => {
    const template = fields({ shared: true })
    const first = await writeTemplate(ada(), template, world.services)
    expect(await writeTemplate(ada(), template, world.services)).toEqual(first)
    expect(await titles()).toHaveLength(1)
    await expect(writeTemplate(ben(), template, world.services)).rejects.toMatchObject({ code: 'bad_request' })
    await expect(writeTemplate(ben(), { ...fields(), id: (await write({ title: 'Hidden' })).id }, world.services)).rejects.toMatchObject({ code: 'bad_request' })
  })

  it('is one of at most so many that a person sees', async () => {
    for (let n = 0; n < templateLimit - 1; n++) await write({ shared: n % 2 === 0 })
    const last = fields()
    await writeTemplate(ada(), last, world.services)
    await expect(write()).rejects.toMatchObject({ code: 'template_limit' })
    expect(await writeTemplate(ada(), last, world.services)).toMatchObject({ id: last.id })
    expect(await write({}, ben())).toMatchObject({ version: 1 })
  })
})

describe('a change', () => {
  it('is the owner\'s, from the version that they saw', async () => {
    const { id } = await write()
    const change = changed(fields({ title: 'Good day' }))
    expect(await changeTemplate(ada(), id, { ...change, version: 1 }, world.services)).toMatchObject({ id, title: 'Good day', version: 2 })
    await expect(changeTemplate(ada(), id, { ...change, version: 1 }, world.services)).rejects.toMatchObject({ code: 'template_changed' })
    expect(await titles()).toEqual(['Good day'])
  })

  it('of a shared one is an administrator\'s too, who cannot make it personal', async () => {
    const { id } = await write({ shared: true })
    const change = changed(fields({ title: 'Better', shared: true }))
    await expect(changeTemplate(ben(), id, { ...change, version: 1 }, world.services)).rejects.toMatchObject({ code: 'template_not_found' })
    expect(await changeTemplate(ben(true), id, { ...change, version: 1 }, world.services)).toMatchObject({ title: 'Better', editable: true })
    await expect(changeTemplate(ben(true), id, { ...change, shared: false, version: 2 }, world.services)).rejects.toMatchObject({ code: 'bad_request' })
    expect(await changeTemplate(ada(), id, { ...change, shared: false, version: 2 }, world.services)).toMatchObject({ shared: false })
    expect(await titles(ben(true))).toEqual([])
  })

  it('of somebody\'s personal one is nobody else\'s, administrators included', async () => {
    const { id } = await write()
    const change = { ...changed(fields({ title: 'Stolen' })), version: 1 }
    for (const viewer of [ben(), ben(true)]) {
      await expect(changeTemplate(viewer, id, change, world.services)).rejects.toMatchObject({ code: 'template_not_found' })
      await expect(deleteTemplate(viewer, id, world.services)).rejects.toMatchObject({ code: 'template_not_found' })
    }
    expect(await titles()).toEqual(['Hello'])
  })
})

describe('who keeps shared texts', () => {
  const decide = (sharedTemplates: Rules['sharedTemplates']) =>
    world.repositories.settings.save({ portalId: world.portalId, from: 0, value: { places: {}, rules: { sharedTemplates } }, audit: [], now: world.clock() })
  const change = (about: Partial<NewTemplate> = {}) => ({ ...changed(fields({ title: 'Better', shared: true, ...about })), version: 1 })
  const onlyAdministrators = { code: 'template_administrators_only' }

  it('can be everybody, but only its author makes a text personal again', async () => {
    await decide('everyone')
    const [ours, mine] = [await write({ shared: true }), await write({ title: 'Mine' })]
    expect(await changeTemplate(ben(), ours.id, change(), world.services)).toMatchObject({ title: 'Better', mine: false, editable: true })
    await expect(changeTemplate(ben(), ours.id, { ...change({ shared: false }), version: 2 }, world.services)).rejects.toMatchObject({ code: 'bad_request' })
    await deleteTemplate(ben(), ours.id, world.services)
    expect(await restoreTemplate(ben(), ours.id, world.services)).toMatchObject({ mine: false })
    await expect(changeTemplate(ben(), mine.id, change(), world.services)).rejects.toMatchObject({ code: 'template_not_found' })
  })

  it('can be administrators alone: others share nothing, and change no text that is shared, their own neither', async () => {
    const [ours, mine] = [await write({ title: 'Ours', shared: true }), await write({ title: 'Mine' })]
    await decide('administrators')
    expect((await listTemplates(ada(), undefined, world.services)).templates.map(({ title, mine, editable }) => [title, mine, editable])).toEqual([['Mine', true, true], ['Ours', true, false]])
    await expect(write({ shared: true })).rejects.toMatchObject(onlyAdministrators)
    for (const [id, set] of [[mine.id, change()], [ours.id, change()], [ours.id, change({ shared: false })]] as const) {
      await expect(changeTemplate(ada(), id, set, world.services)).rejects.toMatchObject(onlyAdministrators)
    }
    await expect(deleteTemplate(ada(), ours.id, world.services)).rejects.toMatchObject(onlyAdministrators)
    expect(await changeTemplate(ada(), mine.id, change({ shared: false }), world.services)).toMatchObject({ title: 'Better', shared: false })
    expect(await changeTemplate(ben(true), ours.id, change({ title: 'Official' }), world.services)).toMatchObject({ title: 'Official', mine: false })
    expect(await write({ title: 'New', shared: true }, ben(true))).toMatchObject({ shared: true, editable: true })
  })
})

describe('a deletion', () => {
  it('is the owner\'s, and of a shared one an administrator\'s', async () => {
    const [mine, ours] = [await write({ title: 'Mine' }), await write({ title: 'Ours', shared: true })]
    await expect(deleteTemplate(ben(), ours.id, world.services)).rejects.toMatchObject({ code: 'template_not_found' })
    await deleteTemplate(ben(true), ours.id, world.services)
    await deleteTemplate(ada(), mine.id, world.services)
    expect(await titles()).toEqual([])
    await expect(deleteTemplate(ada(), mine.id, world.services)).rejects.toMatchObject({ code: 'template_not_found' })
  })

  it('is taken back whole: a shared text that an administrator deleted stays its owner\'s', async () => {
    const { id } = await write({ title: 'Ours', shared: true, folder: 'Sales' })
    await deleteTemplate(ben(true), id, world.services)
    await expect(restoreTemplate(ben(), id, world.services)).rejects.toMatchObject({ code: 'template_not_found' })
    expect(await restoreTemplate(ben(true), id, world.services)).toMatchObject({ id, title: 'Ours', folder: 'Sales', shared: true, version: 1 })
    await expect(restoreTemplate(ben(true), id, world.services)).rejects.toMatchObject({ code: 'template_not_found' })
    expect(await changeTemplate(ada(), id, { ...changed(fields()), shared: false, version: 1 }, world.services)).toMatchObject({ id, shared: false })
    expect(await titles(ben(true))).toEqual([])
  })

  it('of a personal text is nobody else\'s to take back', async () => {
    const { id } = await write()
    await deleteTemplate(ada(), id, world.services)
    for (const viewer of [ben(), ben(true)]) await expect(restoreTemplate(viewer, id, world.services)).rejects.toMatchObject({ code: 'template_not_found' })
    await expect(changeTemplate(ada(), id, { ...changed(fields()), version: 1 }, world.services)).rejects.toMatchObject({ code: 'template_not_found' })
    expect(await restoreTemplate(ada(), id, world.services)).toMatchObject({ id })
  })

  it('comes to all of a portal that is erased', async () => {
    await write({ shared: true })
    await world.repositories.portals.erase(world.portalId)
    expect(world.database.sqlite.prepare('select count(*) as n from templates').get()).toEqual({ n: 0 })
  })
})
