import { describe, expect, it } from 'vitest'
import { redactFields, redactLine } from '../../../server/log'

describe('the log', () => {
  it('blanks fields by name', () => {
    const fields = redactFields({ portal: 1, accessToken: 'a', nested: { AUTH_ID: 'b', refresh_token: 'c', code: 'fine' }, text: 'a note' })
    expect(fields).toEqual({ portal: 1, accessToken: '[redacted]', nested: { AUTH_ID: '[redacted]', refresh_token: '[redacted]', code: 'fine' }, text: '[redacted]' })
  })

  it('blanks tokens by shape, wherever they stand', () => {
    const token = '88a31af6486b085ade64e6e2578b25679a6db369562bbf776414dc0be8808462d8abc5'
    expect(redactLine(`{"msg":"GET /rest/profile?auth=short&x=1 failed for ${token}"}`))
      .toBe('{"msg":"GET /rest/profile?auth=[redacted]&x=1 failed for [redacted]"}')
  })

  it('blanks sessions', () => {
    expect(redactLine('Bearer eyJhbGciOiJIUzI1NiJ9xx.eyJwb3J0YWwiOjEsInN1YiI6IjEifQ.c2lnbmF0dXJlc2lnbmF0dXJl')).toBe('Bearer [redacted]')
  })

  it('leaves ordinary lines alone', () => {
    const line = '{"level":"info","portal":12,"method":"tasks.task.get","msg":"rest.call.failed"}'
    expect(redactLine(line)).toBe(line)
  })
})
