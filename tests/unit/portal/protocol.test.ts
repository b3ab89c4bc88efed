import { describe, expect, it } from 'vitest'
import { asRecord, formatReply, isAppOrigin, parseFrameMessage } from '../../../portal/page/frame/protocol'

describe('messages of a frame (frame-oauth-events §2.3)', () => {
  it('reads the three segments that the SDK sends without params', () => {
    expect(parseFrameMessage('getInitData:KEY:SID')).toEqual({ method: 'getInitData', params: [], callback: 'KEY', appSid: 'SID' })
  })

  it('reads the four segments of classic BX24, an empty callback included', () => {
    expect(parseFrameMessage('getInitData::KEY:SID')).toEqual({ method: 'getInitData', params: [], callback: 'KEY', appSid: 'SID' })
    expect(parseFrameMessage('setInstall:{"install":true}::SID')).toEqual({ method: 'setInstall', params: { install: true }, callback: '', appSid: 'SID' })
  })

  it('joins params that contain colons', () => {
    const sent = 'openPath:{"path":"/crm/deal/details/5/?at=10:30:00","deep":{"a":"b:c"}}:KEY:SID'
    expect(parseFrameMessage(sent)?.params).toEqual({ path: '/crm/deal/details/5/?at=10:30:00', deep: { a: 'b:c' } })
  })

  it('reads raw JSON values', () => {
    expect(parseFrameMessage('setValue:"x":KEY:SID')?.params).toBe('x')
  })

  it('reads the object form that names with a colon need', () => {
    const sent = { method: 'im:setTextareaContent', params: { text: 'hi' }, callback: 'KEY', appSid: 'SID', requestId: 'r1' }
    expect(parseFrameMessage(sent)).toEqual({ method: 'im:setTextareaContent', params: { text: 'hi' }, callback: 'KEY', requestId: 'r1', appSid: 'SID' })
    expect(parseFrameMessage({ method: 'im:x', params: '', callback: 'KEY', appSid: 'SID' })?.params).toEqual([])
  })

  it.each(['', 'hello', 'setTitle:{broken:KEY:SID', 5, null, undefined, ['getInitData', 'KEY', 'SID'], {}])('has nothing to say to %j', (data) => {
    const message = parseFrameMessage(data)
    expect(message?.appSid ?? '').toBe('')
  })
})

describe('replies', () => {
  it('puts JSON after the key, and nothing for no result', () => {
    expect(formatReply('KEY', { result: 'close' })).toBe('KEY:{"result":"close"}')
    expect(formatReply('KEY')).toBe('KEY:')
    expect(formatReply('KEY', false)).toBe('KEY:false')
    expect(formatReply('KEY', null)).toBe('KEY:null')
  })
})

describe('the origin of a message', () => {
  it('is the registered one, compared with and without its port', () => {
    expect(isAppOrigin('http://127.0.0.1:3000', 'http://127.0.0.1:3000')).toBe(true)
    expect(isAppOrigin('https://app.example', 'https://app.example:443')).toBe(true)
  })

  it('is no other', () => {
    expect(isAppOrigin('http://127.0.0.1:3001', 'http://127.0.0.1:3000')).toBe(false)
    expect(isAppOrigin('https://127.0.0.1:3000', 'http://127.0.0.1:3000')).toBe(false)
    expect(isAppOrigin('https://app.example:443.evil.example', 'https://app.example:443')).toBe(false)
    expect(isAppOrigin('null', 'http://127.0.0.1:3000')).toBe(false)
  })
})

it('takes lists and scalars for empty params', () => {
  expect(asRecord([])).toEqual({})
  expect(asRecord('x')).toEqual({})
  expect(asRecord({ a: 1 })).toEqual({ a: 1 })
})
