// Runs in APPSYNC_JS too.
import type { StepUpRule } from './StepUpRows.ts';

/**
 * The rule that satisfies both: for an operation that does what another does too. Methods that only one takes, neither takes. No session's proof is for
 * two groups, nor for one and for none: then each call is proved by itself, and its wrong answers count for the first of the groups.
 */
export function stricterRule(one: StepUpRule, other: StepUpRule): StepUpRule {
  if (one.requirement !== other.requirement) {
    if (one.requirement === 'STEP_UP_NOT_REQUIRED') return other;
    if (other.requirement === 'STEP_UP_NOT_REQUIRED') return one;
    // Of the two others, whatever is not understood, or denies, is the stricter.
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
