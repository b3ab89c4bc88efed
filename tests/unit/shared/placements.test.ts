import { describe, expect, it } from 'vitest'
import { languages } from '#shared/languages'
import type { Destination, PlacementCode } from '#shared/placements'
import { bindablePlacements, findPlacement, launchPaths, placementCatalogue } from '#shared/placements'
import { parseSubjectKey } from '#shared/subjects'

const uri = { URI: '/company/personal/user/1/tasks/' }
const home: Destination = { view: 'home', subject: { kind: 'portal', id: '0' } }
const at = (key: string): Destination => ({ view: 'subject', subject: parseSubjectKey(key) })
const listOf = (key: string): Destination => ({ view: 'list', subject: parseSubjectKey(key) })
const noteId = '7f4df1b2-54f5-4f0c-9c9a-0b1d3c9f3a11'

/** PLACEMENT_OPTIONS as documented, and in the shapes that PHP and scripts make of them, with where each leads. */
const leads: [PlacementCode, unknown, Destination][] = [
  ['LEFT_MENU', uri, home],
  ['LEFT_MENU', [], home],
  ['TASK_VIEW_TAB', { taskId: '31', URI: '/company/personal/user/1/tasks/task/view/31/' }, at('task:31')],
  ['TASK_VIEW_SIDEBAR', { taskId: '31', ...uri }, at('task:31')],
  ['TASK_VIEW_SIDEBAR', { taskId: 31 }, at('task:31')],
  ['TASK_VIEW_TOP_PANEL', { taskId: '31', ...uri, somethingNew: { a: 1 } }, at('task:31')],
  ['TASK_LIST_CONTEXT_MENU', { ID: '31', ...uri }, at('task:31')],
  ['TASK_LIST_CONTEXT_MENU', { ID: 31 }, at('task:31')],
  ['TASK_USER_LIST_TOOLBAR', { USER_ID: '5', ...uri }, listOf('user:5')],
  ['TASK_USER_LIST_TOOLBAR', { USER_ID: 5 }, listOf('user:5')],
  ['TASK_GROUP_LIST_TOOLBAR', { GROUP_ID: '11', ...uri }, listOf('project:11')],
  ['TASK_ROBOT_DESIGNER_TOOLBAR', { USER_ID: '5', ...uri }, at('automation:user-5')],
  ['TASK_ROBOT_DESIGNER_TOOLBAR', { GROUP_ID: '11', ...uri }, at('automation:group-11')],
  ['TASK_ROBOT_DESIGNER_TOOLBAR', { USER_ID: '0', GROUP_ID: 11 }, at('automation:group-11')],
  ['TASK_ROBOT_DESIGNER_TOOLBAR', { USER_ID: 5, GROUP_ID: '' }, at('automation:user-5')],
  ['TASK_ROBOT_DESIGNER_TOOLBAR', { USER_ID: 'undefined', GROUP_ID: '11' }, at('automation:group-11')],
  ['TASK_ROBOT_DESIGNER_TOOLBAR', { USER_ID: [], GROUP_ID: '11' }, at('automation:group-11')],
  ['SONET_GROUP_ROBOT_DESIGNER_TOOLBAR', { GROUP_ID: '11', ...uri }, at('automation:group-11')],
  ['SONET_GROUP_DETAIL_TAB', { GROUP_ID: '11', URI: '/workgroups/group/11/' }, at('project:11')],
  ['SONET_GROUP_DETAIL_TAB', { GROUP_ID: 11 }, at('project:11')],
  ['SONET_GROUP_TOOLBAR', { URI: '/workgroups/group/11/' }, at('project:11')],
  ['SONET_GROUP_TOOLBAR', { URI: '/workgroups/group/11/tasks/?F_STATE=1' }, at('project:11')],
  ['SONET_GROUP_TOOLBAR', { URI: '/workgroups/group/11?IFRAME=Y' }, at('project:11')],
  ['SONET_GROUP_TOOLBAR', { URI: '/extranet/workgroups/group/11/general/' }, at('project:11')],
  ['USER_PROFILE_MENU', { USER_ID: '3', ...uri }, home],
  ['USER_PROFILE_MENU', '', home],
  ['USER_PROFILE_TOOLBAR', { USER_ID: '5', URI: '/company/personal/user/5/' }, at('user:5')],
  ['USER_PROFILE_TOOLBAR', { USER_ID: 5 }, at('user:5')],
  ['REST_APP_URI', { note: noteId, URI: '/marketplace/view/sidenote.notes/' }, { view: 'note', subject: null, noteId }],
  ['REST_APP_URI', { subject: 'task:286' }, at('task:286')],
  ['REST_APP_URI', { subject: 'automation:user-5' }, at('automation:user-5')],
  ['REST_APP_URI', { note: '', subject: 'project:11' }, at('project:11')],
  ['REST_APP_URI', { note: 'docs', subject: 'task:286' }, { view: 'note', subject: null, noteId: undefined }],
  ['REST_APP_URI', { subject: 'task:1 or 1=1' }, { view: 'subject', subject: null }],
  ['REST_APP_URI', { subject: ['task:286'] }, { view: 'subject', subject: null }],
  ['REST_APP_URI', { docId: '42' }, home],
  ['REST_APP_URI', [], home],
  ['REST_APP_URI', '', home],
  ['DEFAULT', { view: 'subject', subject: 'user:5' }, { ...at('user:5'), slider: true }],
  ['DEFAULT', { view: 'subject', subject: 'automation:group-11' }, { ...at('automation:group-11'), slider: true }],
]

/** What no such place sends. */
const nonsense: [PlacementCode, unknown][] = [
  ...(['TASK_VIEW_SIDEBAR', 'TASK_VIEW_TOP_PANEL'] as const).flatMap((code): [PlacementCode, unknown][] => [[code, []], [code, { taskId: '0' }], [code, { ID: '31' }]]),
  ['TASK_LIST_CONTEXT_MENU', { taskId: '31' }],
  ['TASK_LIST_CONTEXT_MENU', { ID: '31 or 1=1' }],
  ['TASK_USER_LIST_TOOLBAR', ''],
  ['TASK_USER_LIST_TOOLBAR', { USER_ID: 'undefined' }],
  ['TASK_GROUP_LIST_TOOLBAR', { GROUP_ID: '../11' }],
  ['TASK_ROBOT_DESIGNER_TOOLBAR', {}],
  ['TASK_ROBOT_DESIGNER_TOOLBAR', { USER_ID: '5', GROUP_ID: '11' }],
  ['TASK_ROBOT_DESIGNER_TOOLBAR', { GROUP_ID: 'x' }],
  ['SONET_GROUP_ROBOT_DESIGNER_TOOLBAR', { USER_ID: '5' }],
  ['SONET_GROUP_DETAIL_TAB', { GROUP_ID: null }],
  ['SONET_GROUP_TOOLBAR', []],
  ['SONET_GROUP_TOOLBAR', { URI: '/company/personal/user/11/' }],
  ['SONET_GROUP_TOOLBAR', { URI: '/workgroups/group/new/' }],
  ['SONET_GROUP_TOOLBAR', { URI: '/x/?back=/workgroups/group/11/' }],
  ['USER_PROFILE_TOOLBAR', []],
  ['USER_PROFILE_TOOLBAR', 'USER_ID=5'],
]

describe('the options of', () => {
  it.each(leads)('%s %j lead on', (code, options, destination) => {
    expect(placementCatalogue[code].resolve(options)).toEqual(destination)
  })

  it.each(nonsense)('%s %j make no sense', (code, options) => {
    expect(placementCatalogue[code].resolve(options)).toBeNull()
  })

  it('every placement are tried here', () => {
    expect(new Set(leads.map(([code]) => code))).toEqual(new Set(Object.keys(placementCatalogue)))
  })
})

describe('the catalogue', () => {
  it.each(Object.entries(placementCatalogue))('%s has its own name and page', (code, entry) => {
    expect(entry.code).toBe(code)
    expect(launchPaths.has(entry.page)).toBe(true)
    if (entry.page !== '/') expect(entry.page).toBe(`/placements/${code.toLowerCase().replaceAll('_', '-')}`)
  })

  it.each(bindablePlacements)('$code has a title in every language', ({ binding }) => {
    for (const { code } of languages.filter(({ messages }) => messages)) expect(binding!.titles[code as 'en' | 'de'], code).toMatch(/\S/)
  })

  it('binds each place of a task, a project or a person once', () => {
    expect(bindablePlacements.filter(({ binding }) => !binding!.byDefault).map(({ code }) => code))
      .toEqual(['LEFT_MENU', 'TASK_VIEW_SIDEBAR', 'TASK_VIEW_TOP_PANEL', 'SONET_GROUP_TOOLBAR'])
  })

  it('names the scopes that Bitrix24 asks for', () => {
    const scopes = Object.fromEntries(bindablePlacements.map(({ code, scopes }) => [code, scopes.join()]))
    for (const [code, scope] of Object.entries(scopes)) {
      expect(scope, code).toBe(code.startsWith('TASK_') ? 'task' : code.startsWith('SONET_') ? 'sonet_group' : code.startsWith('USER_') ? 'user' : '')
    }
  })

  it('knows no code of JavaScript\'s own', () => {
    for (const code of ['constructor', '__proto__', 'toString', '']) expect(findPlacement(code)).toBeUndefined()
  })
})
