import * as v from 'valibot'
import type { Rules } from '#shared/settings'
import { RulesSchema, usualVisibility } from '#shared/settings'
import type { Visibility } from '#shared/notes'
import type { SubjectKind } from '#shared/subjects'
import { subjectKinds } from '#shared/subjects'

export type RuleProblem = 'rule_time_invalid' | 'rule_language_missing'

/** Kinds of subjects that people write notes on. */
export const notedKinds = subjectKinds.filter(kind => kind !== 'portal')

/** What the server would say to these rules; empty when nothing. */
export function ruleProblems(rules: Rules): RuleProblem[] {
  const { issues = [] } = v.safeParse(RulesSchema, rules)
  return [...new Set(issues.map(({ message }) => message as RuleProblem))]
}

/** The same with a choice for a kind of subject; one that is usual for all kinds that are not named is not named either. */
export function withVisibility(chosen: Rules['visibility'], kind: SubjectKind, visibility: Visibility): Rules['visibility'] {
  const { [kind]: _before, ...others } = chosen
  return visibility === 'team' && usualVisibility(kind) === 'team' ? others : { ...chosen, [kind]: visibility }
}
