import { describe, expect, it } from 'vitest'
import { usualRules } from '#shared/settings'
import { ruleProblems, withVisibility } from '../../../app/lib/rules'

describe('rules', () => {
  it.each([
    ['as shipped', {}, []],
    ['a morning after the evening', { morning: '18:00' }, ['rule_time_invalid']],
    ['a time that is none', { evening: '' }, ['rule_time_invalid']],
    ['no language', { languages: [] }, ['rule_language_missing']],
    ['two things at once', { morning: '', languages: [] }, ['rule_time_invalid', 'rule_language_missing']],
  ])('with %s', (_what, rules, problems) => {
    expect(ruleProblems({ ...usualRules, ...rules })).toEqual(problems)
  })

  it('are as before when a choice for a kind of subject is taken back', () => {
    const usual = usualRules.visibility
    expect(withVisibility(usual, 'deal', 'private')).toEqual({ ...usual, deal: 'private' })
    expect(withVisibility(withVisibility(usual, 'deal', 'private'), 'deal', 'team')).toEqual(usual)
    expect(withVisibility(usual, 'user', 'team')).toEqual({ ...usual, user: 'team' })
    expect(withVisibility(withVisibility(usual, 'user', 'team'), 'user', 'private')).toEqual(usual)
  })
})
