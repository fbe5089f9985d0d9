// Runs in APPSYNC_JS too.
import type { StepUpRule } from './StepUpRows.ts';

/**
 * Returns the rule that satisfies both, for an operation that includes another. It takes the methods that both take.
 * A session proof counts for one step-up group. So for two groups each call is proved by itself, and wrong answers
 * count for the first group by name.
 */
export function stricterRule(one: StepUpRule, other: StepUpRule): StepUpRule {
  if (one.requirement !== other.requirement) {
    if (one.requirement === 'STEP_UP_NOT_REQUIRED') return other;
    if (other.requirement === 'STEP_UP_NOT_REQUIRED') return one;
    // A denial, or a requirement that is not known, is stricter than step-up.
    return one.requirement === 'STEP_UP_REQUIRED' ? other : one;
  }
  const { acrLevel: least, group: _, ...rest } = one;
  const group = [one.group, other.group].filter((name) => name !== undefined).sort()[0];
  const scope = one.scope === 'SESSION' ? other.scope : one.scope;
  const rule = {
    ...rest,
    ...(group === undefined ? {} : { group }),
    scope: one.group === other.group ? scope : ('OPERATION' as const),
    methods: one.methods.filter((method) => other.methods.indexOf(method) >= 0),
    maxAge: Math.min(one.maxAge, other.maxAge),
    maxAttempts: Math.min(one.maxAttempts, other.maxAttempts),
  };
  if (least === undefined || other.acrLevel === undefined) return rule;
  return { ...rule, acrLevel: Math.max(least, other.acrLevel) };
}
