import { describe, expect, it } from 'vitest'
import { claimedOrigin, parseLaunchForm } from '../../../server/launch/wire'

const form = {
  AUTH_ID: '6061e72600631fcd00005a4b00000001',
  AUTH_EXPIRES: '3600',
  REFRESH_ID: '50e00aa340631fcd00005a4b00000001',
  SERVER_ENDPOINT: 'https://oauth.bitrix.info/rest/',
  APPLICATION_TOKEN: 'abc',
  APPLICATION_SCOPE: 'task,placement',
  member_id: 'a223c6b3710f85df22e9377d6c4f7553',
  status: 'F',
  PLACEMENT: 'TASK_VIEW_TAB',
  PLACEMENT_OPTIONS: '{"taskId":"31"}',
}
const encode = (fields: Record<string, string>) => new URLSearchParams(fields).toString()

describe('parseLaunchForm', () => {
  it('reads what Bitrix24 sends', () => {
    expect(parseLaunchForm(encode(form))).toMatchObject({
      authId: form.AUTH_ID, authExpires: 3600, server: 'https://oauth.bitrix.info', memberId: form.member_id,
      placement: 'TASK_VIEW_TAB', placementOptions: { taskId: '31' },
    })
  })

  it('reads the shorter form of older portals', () => {
    const { SERVER_ENDPOINT: _s, APPLICATION_TOKEN: _t, APPLICATION_SCOPE: _c, PLACEMENT_OPTIONS: _o, ...older } = form
    expect(parseLaunchForm(encode(older))).toMatchObject({ server: null, applicationToken: '', placementOptions: {} })
  })

  it('ignores fields it does not know', () => {
    expect(() => parseLaunchForm(encode({ ...form, something: 'new' }))).not.toThrow()
  })

  it.each([
    ['a repeated field', `${encode(form)}&member_id=b`, 'bad_request'],
    ['no token', encode({ ...form, AUTH_ID: '' }), 'launch_incomplete'],
    ['no portal', encode({ ...form, member_id: '' }), 'launch_incomplete'],
    ['an empty body', '', 'launch_incomplete'],
    ['a token that is none', encode({ ...form, AUTH_ID: '<script>alert(1)</script>' }), 'bad_request'],
    ['a portal that is none', encode({ ...form, member_id: '../../etc' }), 'bad_request'],
    ['options that are not JSON', encode({ ...form, PLACEMENT_OPTIONS: '{' }), 'bad_request'],
    ['a lifetime that is no number', encode({ ...form, AUTH_EXPIRES: 'soon' }), 'bad_request'],
  ])('refuses %s', (_what, body, code) => {
    expect(() => parseLaunchForm(body)).toThrow(expect.objectContaining({ code }))
  })

  it('does not mistake a broken server for none', () => {
    expect(parseLaunchForm(encode({ ...form, SERVER_ENDPOINT: 'oauth' })).server).toBe('invalid')
  })
})

describe('claimedOrigin', () => {
  it.each([
    [{ DOMAIN: 'acme.bitrix24.com', PROTOCOL: '1' }, 'https://acme.bitrix24.com'],
    [{ DOMAIN: 'acme.bitrix24.com' }, 'https://acme.bitrix24.com'],
    [{ DOMAIN: '127.0.0.1:4101', PROTOCOL: '0' }, 'http://127.0.0.1:4101'],
    [{ DOMAIN: 'intranet.acme.example:8443', PROTOCOL: '1' }, 'https://intranet.acme.example:8443'],
    [{ DOMAIN: 'evil.example; script-src *' }, null],
    [{ DOMAIN: ['a.example', 'b.example'] }, null],
    [{}, null],
  ])('%o names %s', (query, origin) => {
    expect(claimedOrigin(query)).toBe(origin)
  })
})
